import Logging
import Swiftlet
import SwiftletIO

extension Worker {
    /// Sends an answer while it is being made.
    ///
    /// The writer waits while too much of it is on its way.
    ///
    /// A failure in the middle goes into the trailers: what has been sent cannot be taken back. Where nothing was taken at
    /// all it is reported like any other.
    func send(_ output: StreamedOutput, _ head: InvocationHead, _ context: Context) async -> Disposition {
        let channel = UploadChannel()
        let service = service
        let producer = Task(executorPreference: service.loop) {
            await service.produce(output, into: channel, context)
        }
        let delivery = await client.respond(
            streaming: channel,
            contentType: output.contentType,
            to: head
        )
        // After an early refusal nobody reads any more, and the writer must not run into the next invocation.
        channel.fail(CancellationError())
        producer.cancel()
        let failure = await producer.value
        switch delivery {
        case .answered, .unknown:
            let disposition = settle(delivery, .response, context)
            if let failure, disposition == .continue {
                context.logger.error("The invocation failed in the middle of its response.", error: failure)
            }
            return disposition
        case .undelivered(let error):
            return await fail(failure ?? Self.report(undelivered: error), head, context)
        }
    }

    private static func report(undelivered error: any Error) -> ErrorReport {
        ErrorReport(.runtime("StreamingFailed"), message: "The response could not be streamed. \(error)")
    }
}

extension Service {
    /// Writes the answer and its end into the channel.
    ///
    /// Returns the failure that the answer ended with.
    fileprivate func produce(
        _ output: StreamedOutput,
        into channel: UploadChannel,
        _ context: Context
    ) async -> (any Error)? {
        let write: BodyStream.Write = { part in
            if !part.isEmpty { try await channel.write(part) }
        }
        let result = await within(context) {
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
