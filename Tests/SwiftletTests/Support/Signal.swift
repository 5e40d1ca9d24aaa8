/// Lets a test wait for an event that occurs once.
final class Signal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }
    func send() { continuation.finish() }

    /// Waits and ignores cancellation, as a library call may.
    func wait() async {
        let stream = stream
        await Task { for await _ in stream {} }.value
    }
}
