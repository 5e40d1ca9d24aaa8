import Foundation
import Swiftlet
import SwiftletFixtures
import SwiftletJSON
import SwiftletRuntime

/// An invocation for a function process.
struct EmulatedInvocation: Sendable {
    let id: String
    let event: [UInt8]
    /// The ARN with which the function was invoked.
    let functionARN: String
    /// The X-Ray trace header.
    let traceID: String
    let invocation: FixtureInvocation

    init(_ call: FunctionCall, functionARN: String) {
        self.id = call.id
        self.event = call.event
        self.functionARN = call.invocation.functionARN ?? functionARN
        self.traceID = call.invocation.traceID ?? TraceHeader.make()
        self.invocation = call.invocation
    }

    /// The header fields of the response to `/next`.
    ///
    /// - Parameters:
    ///   - nonce: A unique value of this delivery.
    ///   - deadline: The deadline of the invocation.
    /// - Returns: The header fields.
    func headers(nonce: String, deadline: Date) -> [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = [
            (RuntimeHeader.requestID, id),
            (RuntimeHeader.invocationID, nonce),
            (RuntimeHeader.deadline, String(Int(deadline.timeIntervalSince1970 * 1000))),
            (RuntimeHeader.invokedFunctionARN, functionARN),
            (RuntimeHeader.traceID, traceID),
            (RuntimeHeader.contentType, RuntimeHeader.json),
        ]
        if let context = invocation.clientContext { headers.append((RuntimeHeader.clientContext, Self.ascii(context))) }
        if let identity = invocation.identity { headers.append((RuntimeHeader.cognitoIdentity, Self.ascii(identity))) }
        if let tenant = invocation.tenantID { headers.append((RuntimeHeader.tenantID, tenant)) }
        return headers
    }

    /// The JSON in ASCII, for a header field; other characters are escaped.
    private static func ascii(_ json: JSON) -> String {
        var text = ""
        for unit in json.description.utf16 {
            if unit < 0x7F {
                text.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            } else {
                let digits = String(unit, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return text
    }
}

/// An X-Ray trace header for an invocation without one.
enum TraceHeader {
    /// Creates an unsampled trace header.
    static func make() -> String {
        let time = String(Int(Date().timeIntervalSince1970), radix: 16)
        let (first, second, parent) = (
            UInt64.random(in: 0...(.max)), UInt32.random(in: 0...(.max)), UInt64.random(in: 0...(.max))
        )
        return "Root=1-\(time)-\(hex(first, 16))\(hex(UInt64(second), 8));Parent=\(hex(parent, 16));Sampled=0"
    }

    private static func hex(_ value: UInt64, _ digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }
}
