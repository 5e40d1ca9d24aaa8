import Foundation
import SwiftletJSON

/// An `INVOKE` event for an extension, see the
/// [Extensions API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html#runtimes-extensions-api-next).
struct ExtensionEvent: Sendable {
    /// The invocation, which is also delivered to the function.
    let invocation: EmulatedInvocation
    /// The deadline of the function and its extensions.
    let deadline: Date

    /// The event in Lambda's format.
    var json: JSON {
        [
            "eventType": "INVOKE",
            "deadlineMs": .integer(Int(deadline.timeIntervalSince1970 * 1000)),
            "requestId": .string(invocation.id),
            "invokedFunctionArn": .string(invocation.functionARN),
            "tracing": ["type": "X-Amzn-Trace-Id", "value": .string(invocation.traceID)],
        ]
    }
}
