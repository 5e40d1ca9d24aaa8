import Logging
public import Swiftlet

extension CustomResourceEvent {
    /// Handles the request and sends the reply to CloudFormation.
    ///
    /// A reply is always sent: an error of the closure becomes a failure, whose reason is that of a ``CustomResourceFailure``
    /// and for other errors only their type. If the closure does not end in time before the deadline, or the invocation is
    /// cancelled, it is cancelled and a failure is sent. Without a reply, CloudFormation would wait for up to an hour.
    ///
    /// An error before this call, such as one of a dependency, sends no reply.
    ///
    /// After a failed creation, CloudFormation requests the deletion of the resource. If the closure threw an error, that
    /// request succeeds without the closure, because there is nothing to delete. If the creation did not end in time or was
    /// cancelled, the closure is called with the physical resource ID `LOGICAL_ID-REQUEST_ID`, as the resource may exist.
    ///
    /// - Parameters:
    ///   - context: The context of the invocation.
    ///   - sender: Sends the reply. It is called up to three times.
    ///   - margin: The time before the deadline that is reserved for sending, at most half of the remaining time.
    ///   - body: Handles the request.
    /// - Throws: ``EventError`` if the event has no URL, or the error of `sender` if the reply could not be sent; the platform
    ///   then invokes the function again.
    public func respond(
        context: Context,
        through sender: some CustomResourceSender,
        margin: Duration = .seconds(5),
        body: @escaping @concurrent @Sendable (CustomResourceEvent) async throws -> CustomResourceResult
    ) async throws {
        guard let responseURL else { throw EventError.missing("ResponseURL") }
        let reply = await reply(context: context, margin: margin, body: body)
        if let reason = reply.reason { context.logger.error("The request for \(logicalResourceID) failed: \(reason)") }
        // An unstructured task, so that a cancelled invocation still sends its reply.
        let sending = Task(executorPreference: Task.currentExecutor) {
            try await Self.send(reply, to: responseURL, through: sender)
        }
        try await sending.value
    }

    private static func send(
        _ reply: CustomResourceReply,
        to url: Secret<String>,
        through sender: some CustomResourceSender
    ) async throws {
        for delay in [Duration.milliseconds(200), .milliseconds(800)] {
            do {
                return try await sender.send(reply.body, to: url)
            } catch {
                try await Task.sleep(for: delay)
            }
        }
        try await sender.send(reply.body, to: url)
    }

    private func reply(
        context: Context,
        margin: Duration,
        body: @escaping @concurrent @Sendable (CustomResourceEvent) async throws -> CustomResourceResult
    ) async -> CustomResourceReply {
        guard !CustomResourceReply.isDeletionOfFailedCreation(self) else {
            return CustomResourceReply(to: self, CustomResourceResult())
        }
        let (replies, continuation) = AsyncStream.makeStream(of: CustomResourceReply.self)
        let executor = Task.currentExecutor
        // An unstructured task, which can be abandoned if it does not end when it is cancelled.
        let work = Task(executorPreference: executor) {
            do {
                continuation.yield(CustomResourceReply(to: self, try await body(self)))
            } catch let failure as CustomResourceFailure {
                continuation.yield(CustomResourceReply(to: self, failure: failure.description))
            } catch {
                context.logger.error("The handler of \(logicalResourceID) failed: \(error)")
                let reason = "The handler failed with \(type(of: error)). See the log of request \(context.requestID)."
                continuation.yield(CustomResourceReply(to: self, failure: reason))
            }
        }
        let timer = Task(executorPreference: executor) {
            guard let left = context.remainingTime else { return }
            try await Task.sleep(for: left - min(margin, left / 2))
            let reason = "The handler did not end before its deadline."
            continuation.yield(CustomResourceReply(to: self, interruption: reason))
        }
        defer {
            timer.cancel()
            work.cancel()
        }
        for await reply in replies { return reply }
        return CustomResourceReply(to: self, interruption: "The invocation was cancelled.")
    }
}
