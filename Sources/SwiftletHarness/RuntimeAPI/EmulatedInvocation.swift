internal import Foundation
internal import Swiftlet
internal import SwiftletJSON
internal import SwiftletRuntime
internal import SwiftletTesting

/// One invocation, as the emulator hands it to a function process.
struct EmulatedInvocation: Sendable {
    let id: String
    let event: [UInt8]
    let deadline: Date
    let functionARN: String
    let invocation: FixtureInvocation

    init(
        id: String = UUID().uuidString.lowercased(),
        event: [UInt8],
        deadline: Date,
        functionARN: String,
        invocation: FixtureInvocation = FixtureInvocation()
    ) {
        self.id = id
        self.event = event
        self.deadline = deadline
        self.functionARN = functionARN
        self.invocation = invocation
    }

    /// The header fields the event is delivered with.
    var headers: [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = [
            (RuntimeHeader.requestID, id),
            (RuntimeHeader.deadline, String(Int(deadline.timeIntervalSince1970 * 1000))),
            (RuntimeHeader.invokedFunctionARN, invocation.functionARN ?? functionARN),
            (RuntimeHeader.traceID, invocation.traceID ?? Self.makeTraceID()),
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

    private static func makeTraceID() -> String {
        func hex(_ digits: Int) -> String {
            String((0..<digits).map { _ in "0123456789abcdef".randomElement() ?? "0" })
        }
        let time = String(Int(Date().timeIntervalSince1970), radix: 16)
        return "Root=1-\(time)-\(hex(24));Parent=\(hex(16));Sampled=0"
    }
}
