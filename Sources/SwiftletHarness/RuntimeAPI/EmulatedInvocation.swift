internal import Foundation
internal import Swiftlet
internal import SwiftletJSON
internal import SwiftletRuntime
internal import SwiftletTesting

/// One invocation, as the emulator hands it to a function process.
struct EmulatedInvocation: Sendable {
    let id: String
    let event: [UInt8]
    /// The ARN by which the function was invoked.
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

    /// The header fields the event is delivered with.
    ///
    /// - Parameters:
    ///   - nonce: what is unique to this delivery.
    ///   - deadline: when the function has to have answered.
    /// - Returns: the fields.
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

    /// The value in ASCII, as a header field holds nothing else: other characters are escaped.
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

/// The X-Ray trace header of an invocation that nobody traces.
enum TraceHeader {
    /// Makes one.
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
