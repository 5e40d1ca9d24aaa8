import Logging
import SwiftletIO
import Synchronization

/// An internal extension without events, which makes Lambda send SIGTERM before it kills the process.
///
/// See the [Extensions API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html). It receives no
/// events and adds no billed time. Without that API, SIGTERM may not arrive.
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

    /// The time limit of the registration, which delays the first event.
    private static let registrationLimit: Duration = .seconds(2)

    init(_ loop: EventLoop, endpoint: RuntimeEndpoint, _ logger: Logger) {
        self.loop = loop
        self.endpoint = endpoint
        self.logger = logger
    }

    /// Registers the extension, and leaves its request for the next event pending, which completes its initialization.
    ///
    /// A registration that exceeds the limit continues until ``cancel()``: if the platform has accepted it, it waits for
    /// that request.
    ///
    /// - Returns: Whether the platform confirmed the registration.
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
                // The process is shutting down.
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

    /// Cancels the pending request.
    func cancel() {
        pending.withLock { $0.take() }?.cancel()
    }

    private func register(on connection: HTTPConnection) async throws -> String {
        let request = try HTTPConnectionRequest(
            "POST",
            endpoint.prefix + ExtensionPath.register,
            fields: HTTPFieldLines([
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

    /// Requests the next event, which never arrives: the extension subscribes to none.
    private func awaitEvent(_ identifier: String, on connection: HTTPConnection) async throws {
        let request = try HTTPConnectionRequest(
            "GET",
            endpoint.prefix + ExtensionPath.next,
            fields: HTTPFieldLines([
                (RuntimeHeader.userAgent, RuntimeHeader.swiftlet), (ExtensionHeader.identifier, identifier),
            ])
        )
        try await connection.exchange(request, isRepeatable: false)
        throw Failure.status(connection.head.status)
    }
}
