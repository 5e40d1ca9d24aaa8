import Logging
import Swiftlet
import SwiftletIO

extension Worker {
    /// Streams a response, with back pressure on the handler.
    ///
    /// A failure after the start of the response is sent in the trailers. If the runtime API accepted nothing, it is
    /// reported like any other failure.
    func send(_ output: StreamedOutput, for head: InvocationHead, context: Context) async -> StatusAction {
        let channel = UploadChannel()
        let runner = runner
        let producer = Task(executorPreference: runner.loop) {
            await runner.produce(output, into: channel, context: context)
        }
        let delivery = await client.respond(
            streaming: channel,
            contentType: output.contentType,
            to: head
        )
        // After an early rejection nothing reads the channel, and the writer must not outlive the invocation.
        channel.fail(CancellationError())
        producer.cancel()
        let failure = await producer.value
        switch delivery {
        case .replied, .unknown:
            let action = settle(delivery, of: .response, context: context)
            if let failure, action == .continue {
                context.logger.error("The invocation failed while streaming its response.", error: failure)
            }
            return action
        case .undelivered(let error):
            return await fail(failure ?? Self.report(undelivered: error), for: head, context: context)
        }
    }

    private static func report(undelivered error: any Error) -> ErrorReport {
        ErrorReport(.runtime("StreamingFailed"), message: "The response could not be streamed. \(error)")
    }
}

extension InvocationRunner {
    /// Writes the response and its end into the channel, and returns the error with which it ended.
    fileprivate func produce(
        _ output: StreamedOutput,
        into channel: UploadChannel,
        context: Context
    ) async -> (any Error)? {
        let write: BodyStream.Write = { part in
            if !part.isEmpty { try await channel.write(part) }
        }
        let result = await runWithDeadline(context: context) {
            try await output.forEach(write)
        }
        switch result {
        case .success:
            channel.finish()
            return nil
        case .failure(let error):
            channel.finish(trailers: ErrorReport(error).trailers)
            return error
        }
    }
}
