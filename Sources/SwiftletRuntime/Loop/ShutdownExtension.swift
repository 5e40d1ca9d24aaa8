import Logging
import SwiftletIO
import Synchronization

/// An internal extension without events, which makes Lambda send SIGTERM before it kills the process.
///
/// See the [Extensions API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html). It receives nothing
/// and costs no billed time. A platform without that API is served as usual.
final class ShutdownExtension: Sendable {
    private enum Failure: Error, CustomStringConvertible {
        case status(Int)
        case noIdentifier

        var description: String {
            switch self {
            case .status(let status): "The Extensions API responded with status \(status)."
            case .noIdentifier: "The Extensions API sent no \(ExtensionHeader.identifier)."
            }
        }
    }

    private let loop: EventLoop
    private let endpoint: RuntimeEndpoint
    private let logger: Logger
    private let pending = Mutex<Task<Void, Never>?>(nil)

    /// How long the registration may take: the first event waits for it.
    private static let registrationLimit: Duration = .seconds(2)

    init(_ loop: EventLoop, endpoint: RuntimeEndpoint, _ logger: Logger) {
        self.loop = loop
        self.endpoint = endpoint
        self.logger = logger
    }

    /// Registers the extension, and leaves one request for its next event pending: initialization ends with it.
    ///
    /// A registration that takes too long goes on until ``cancel()``: the platform may have it, and then waits for the
    /// request.
    ///
    /// - Returns: whether the platform is known to have it.
    func register() async -> Bool {
        let isRegistered = Atomic(false)
        let latch = EndLatch(count: 1)
        let task = Task(executorPreference: loop) { [self] in
            var failure = "The shutdown extension is not registered: SIGTERM may not arrive."
            do {
                let connection = try HTTPConnection(loop, url: endpoint.origin, connectTimeout: .seconds(1))
                let identifier = try await register(on: connection)
                failure = "The wait for an event of the shutdown extension failed: SIGTERM may not arrive."
                isRegistered.store(true, ordering: .relaxed)
                latch.report(.stopped)
                try await awaitEvent(identifier, on: connection)
            } catch is CancellationError {
                // The process ends.
            } catch {
                logger.debug("\(failure) \(error)")
            }
            latch.report(.stopped)
        }
        pending.withLock { $0 = task }
        let timer = Task(executorPreference: loop) { [loop] in
            try? await loop.sleep(for: Self.registrationLimit)
            latch.expire()
        }
        _ = await latch.wait()
        timer.cancel()
        return isRegistered.load(ordering: .relaxed)
    }

    /// Ends the pending request.
    func cancel() {
        pending.withLock { $0.take() }?.cancel()
    }

    private func register(on connection: HTTPConnection) async throws -> String {
        let request = try HTTPConnectionRequest(
            "POST",
            endpoint.prefix + ExtensionPath.register,
            HTTPFieldLines([
                (RuntimeHeader.userAgent, RuntimeHeader.swiftlet),
                (RuntimeHeader.contentType, RuntimeHeader.json),
                (ExtensionHeader.name, "swiftlet-shutdown"),
            ]),
            body: .bytes(Array(#"{"events":[]}"#.utf8))
        )
        try await connection.exchange(request, isRepeatable: false)
        guard connection.head.status == 200 else { throw Failure.status(connection.head.status) }
        guard let identifier = connection.head.first(ExtensionHeader.identifier) else { throw Failure.noIdentifier }
        return identifier
    }

    /// Waits for an event, which never comes: the extension is registered for none.
    private func awaitEvent(_ identifier: String, on connection: HTTPConnection) async throws {
        let request = try HTTPConnectionRequest(
            "GET",
            endpoint.prefix + ExtensionPath.next,
            HTTPFieldLines([
                (RuntimeHeader.userAgent, RuntimeHeader.swiftlet), (ExtensionHeader.identifier, identifier),
            ])
        )
        try await connection.exchange(request, isRepeatable: false)
        throw Failure.status(connection.head.status)
    }
}
