import Swiftlet
import Synchronization

/// Captures the unexpected errors of an app, for which a client receives only a 500.
enum ServerErrors {
    /// Runs a body, and throws the app's first unexpected error instead of returning the response.
    static func rethrowing<Result>(if isEnabled: Bool, _ body: () async throws -> Result) async throws -> Result {
        guard isEnabled else { return try await body() }
        let first = FirstError()
        let receiver: @Sendable (any Error) -> Void = { first.receive($0) }
        let result = try await UnexpectedErrors.$receiver.withValue(receiver) { try await body() }
        if let error = first.error { throw error }
        return result
    }

    private final class FirstError: Sendable {
        private let kept = Mutex<(any Error)?>(nil)

        var error: (any Error)? { kept.withLock { $0 } }

        func receive(_ error: any Error) {
            kept.withLock { $0 = $0 ?? error }
        }
    }
}
