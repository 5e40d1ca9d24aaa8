public import Swiftlet
import SwiftletJSON

extension InvocationMetrics: EventMiddleware {
    /// Handles the event and records its metrics.
    public func respond(
        to event: HandledEvent,
        context: Context,
        next: @escaping NextHandler
    ) async throws -> [UInt8] {
        try await measure(handler: event.handler, context: context, batchFailures: Self.batchFailures) {
            try await next(event, context)
        }
    }

    /// Returns the number of failed records in the response to a batch, or `nil` for any other output.
    ///
    /// They are counted in the output, so it does not matter how the handler processes the batch.
    static func batchFailures(in output: [UInt8]) -> Int? {
        (try? JSON(parsing: output))?["batchItemFailures"]?.array?.count
    }
}
