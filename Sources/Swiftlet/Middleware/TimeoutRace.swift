import Logging
import Synchronization

/// A race between a request and its time limit, of which the first to end determines the response.
final class TimeoutRace: Sendable {
    private struct State {
        var isExpired = false
        var result: Result<Response, any Error>?
        var waiter: CheckedContinuation<Response, any Error>?
    }

    private let state = Mutex(State())

    /// Whether the limit was reached before the request ended.
    var isExpired: Bool { state.withLock { $0.isExpired } }

    /// Records that the limit is reached, unless the request has ended.
    func expire() {
        state.withLock { state in
            if state.result == nil { state.isExpired = true }
        }
    }

    /// Ends the race with the request's result, unless it was abandoned.
    func end(_ result: Result<Response, any Error>, context: Context) {
        if !settle(result) {
            context.logger.warning("Abandoned request ended; its response is discarded")
        }
    }

    /// Ends the race with an error, unless the request has ended.
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

    /// Waits for the end of the race.
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
