import Hummingbird
import NIOCore
import Swiftlet
import SwiftletIO
import Synchronization

/// The streamed body of a response, produced on the loop of the app with back pressure.
///
/// If it fails or is cancelled, the connection is closed, so that the client detects the truncated body.
final class ServedStream: Sendable {
    /// Called once, with the number of bytes sent, and whether the body is complete.
    typealias End = @Sendable (_ bytes: Int, _ isComplete: Bool) -> Void

    private let body: BodyStream
    private let request: ServedRequest
    private let onEnd: End
    private let isStarted = Atomic(false)

    init(_ body: BodyStream, request: ServedRequest, onEnd: @escaping End) {
        self.body = body
        self.request = request
        self.onEnd = onEnd
    }

    deinit {
        guard !isStarted.load(ordering: .relaxed) else { return }
        // The connection was closed before the response was sent.
        request.discard(body)
        onEnd(0, false)
    }

    /// The body, which is written once.
    var responseBody: ResponseBody {
        ResponseBody { writer in
            let (parts, producer) = self.start()
            var count = 0
            do {
                while let part = try await parts.next() {
                    try await writer.write(ByteBuffer(bytes: part))
                    count += part.count
                }
                try await writer.finish(nil)
                self.onEnd(count, true)
            } catch {
                producer.cancel()
                parts.close()
                self.onEnd(count, false)
                throw error
            }
        }
    }

    /// Starts to produce the body.
    private func start() -> (parts: ChunkChannel, producer: Task<Void, Never>) {
        isStarted.store(true, ordering: .relaxed)
        let parts = ChunkChannel()
        let producer = Task(executorPreference: request.instance.loop) { [body, request, context = request.context] in
            do {
                try await Context.$current.withValue(context) { try await body.forEach(parts.send) }
                parts.finish(.success(()))
            } catch {
                parts.finish(.failure(error))
            }
            if request.hasBackgroundWork { request.runBackgroundWork() }
        }
        request.onCancel {
            producer.cancel()
            parts.finish(.failure(CancellationError()))
        }
        return (parts, producer)
    }
}
