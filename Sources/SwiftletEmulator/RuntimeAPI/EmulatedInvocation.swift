import Foundation
import Swiftlet
import SwiftletGateway
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
    let attributes: InvocationAttributes

    init(_ call: FunctionCall, functionARN: String) {
        self.id = call.id
        self.event = call.event
        self.functionARN = call.attributes.functionARN ?? functionARN
        self.traceID = call.attributes.traceID ?? TraceHeader.make()
        self.attributes = call.attributes
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
        if let context = attributes.clientContext { headers.append((RuntimeHeader.clientContext, Self.ascii(context))) }
        if let identity = attributes.identity { headers.append((RuntimeHeader.cognitoIdentity, Self.ascii(identity))) }
        if let tenant = attributes.tenantID { headers.append((RuntimeHeader.tenantID, tenant)) }
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
