import Logging
import Synchronization

/// The request and its limit: the first to end decides on the response.
final class TimeoutRace: Sendable {
    private struct State {
        var isExpired = false
        var result: Result<Response, any Error>?
        var waiter: CheckedContinuation<Response, any Error>?
    }

    private let state = Mutex(State())

    /// Whether the request has reached its limit before it ended.
    var isExpired: Bool { state.withLock { $0.isExpired } }

    /// Notes that the limit is reached, unless the request has ended.
    func expire() {
        state.withLock { state in
            if state.result == nil { state.isExpired = true }
        }
    }

    /// Ends the race with the result of the request, unless it was abandoned.
    func end(_ result: Result<Response, any Error>, _ context: Context) {
        if !settle(result) {
            context.logger.warning("An abandoned request has ended; its response is discarded.")
        }
    }

    /// Ends the race without the request, unless it has ended.
    func abandon(_ error: any Error) {
        _ = settle(.failure(error))
    }

    private func settle(_ result: Result<Response, any Error>) -> Bool {
        let (isFirst, waiter) = state.withLock { state in
            guard state.result == nil else { return (false, nil as CheckedContinuation<Response, any Error>?) }
            state.result = result
            defer { state.waiter = nil }
            return (true, state.waiter)
        }
        waiter?.resume(with: result)
        return isFirst
    }

    /// Waits for the end.
    func response() async throws -> Response {
        try await withCheckedThrowingContinuation { continuation in
            let result = state.withLock { state in
                if state.result == nil { state.waiter = continuation }
                return state.result
            }
            if let result { continuation.resume(with: result) }
        }
    }
}
