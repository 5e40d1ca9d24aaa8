/// Waiting for signals.
extension EventLoop {
    /// The signals that the process gets from now on, instead of what they usually do.
    ///
    /// They are caught from the moment this returns, which a task can therefore call before it announces itself. When
    /// the stream ends, because its task is cancelled or it is let go, the signals do again what they did before. The
    /// stream ends by itself when the loop is shut down, and at once when the system has no descriptors for it.
    public func signals(_ numbers: [Int32]) -> AsyncStream<Int32> {
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self, bufferingPolicy: .bufferingNewest(64))
        guard let relay = SignalRelay.shared else {
            continuation.finish()
            return stream
        }
        let subscription = relay.subscribe(numbers, continuation)
        let reading = Task(executorPreference: self) {
            while !Task.isCancelled, (try? await self.readable(relay.readEnd)) != nil { relay.deliver() }
            // On a loop that is shut down this comes before anyone hears of the termination.
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
