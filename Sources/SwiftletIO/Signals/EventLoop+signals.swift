/// Signals as an asynchronous stream.
extension EventLoop {
    /// A stream of the signals that the process receives, which replaces their previous actions.
    ///
    /// The handlers are installed when this returns. When the stream ends, because its task is cancelled or it is released,
    /// the previous actions are restored. The stream ends when the loop is shut down, and immediately if no descriptors are
    /// available.
    package func signals(_ numbers: [Int32]) -> AsyncStream<Int32> {
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self, bufferingPolicy: .bufferingNewest(64))
        guard let relay = SignalRelay.shared else {
            continuation.finish()
            return stream
        }
        let subscription = relay.subscribe(numbers, continuation)
        let reading = Task(executorPreference: self) {
            while !Task.isCancelled, (try? await self.readable(relay.readEnd)) != nil { relay.deliver() }
            // On a loop that was shut down, `onTermination` has not been called yet.
            relay.unsubscribe(subscription)
            continuation.finish()
        }
        continuation.onTermination = { _ in
            reading.cancel()
            relay.unsubscribe(subscription)
        }
        return stream
    }
}
