internal import Foundation
internal import SwiftletJSON

/// The `INVOKE` event of an extension, see the
/// [Extensions API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html#runtimes-extensions-api-next).
struct ExtensionEvent: Sendable {
    /// The invocation that the function receives too.
    let invocation: EmulatedInvocation
    /// When the function and the extensions have to have finished.
    let deadline: Date

    /// The event as the platform writes it.
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
