import HTTPTypes

/// Limits the duration of requests: if it is exceeded, the response is 503, before the platform terminates the invocation.
///
/// ```swift
/// let timedAPI = App(title: "Shop", version: "1.0.0") {
///     Timeout(.seconds(5))
///     sell
/// }
/// ```
///
/// The request's task is cancelled, and has a grace period to end and to run its teardowns. A task that runs longer is
/// abandoned: its response is discarded, and its teardowns receive a failure when it ends, so that transactions are rolled
/// back. A transaction that is being committed at that time, or that the endpoint commits itself, may still take effect
/// although the client receives 503; make such requests idempotent. A request that is cancelled from outside is abandoned
/// in the same way.
///
/// Work that neither suspends nor checks for cancellation cannot be interrupted. If it blocks the only thread, such as a
/// long computation on the function's event loop, the response is delayed until it ends: move it off the loop with
/// `@concurrent` and its own task executor. On a platform that freezes the process after the response, abandoned work
/// continues with the next invocation.
///
/// For a stream, the limit applies to its first part if responses are streamed, and to the whole stream if they are buffered.
public struct Timeout: Middleware {
    private let limit: Duration
    private let gracePeriod: Duration

    /// Creates the middleware.
    ///
    /// - Parameters:
    ///   - limit: The maximum duration before a request is cancelled.
    ///   - gracePeriod: The time for a cancelled request to end. If it succeeds within that time, its response is sent.
    public init(_ limit: Duration, gracePeriod: Duration = .milliseconds(100)) {
        self.limit = limit
        self.gracePeriod = gracePeriod
    }

    /// Handles the request, or stops waiting for it after the limit.
    ///
    /// - Throws: ``HTTPError`` with status 503 if the request exceeds the limit, or the error thrown by `next`.
    public func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        let race = TimeoutRace()
        // An unstructured task, which can be abandoned; like a child task, it runs on the current executor.
        let executor = Task.currentExecutor
        let work = Task(executorPreference: executor) {
            do {
                race.end(.success(try await next(request, context)), context: context)
            } catch {
                race.end(.failure(error), context: context)
            }
        }
        let tooLong = HTTPError(.serviceUnavailable, "The request took longer than \(limit).")
        let timer = Task(executorPreference: executor) { [limit, gracePeriod] in
            try await Task.sleep(for: limit)
            race.expire()
            work.cancel()
            try await Task.sleep(for: gracePeriod)
            race.abandon(tooLong)
        }
        defer { timer.cancel() }
        do {
            let response = try await withTaskCancellationHandler {
                try await race.response()
            } onCancel: {
                work.cancel()
                Task(executorPreference: executor) { [gracePeriod] in
                    try? await Task.sleep(for: gracePeriod)
                    race.abandon(CancellationError())
                }
            }
            if response.error == nil || !race.isExpired { return response }
        } catch  where !race.isExpired {
            throw error
        }
        // The result of the cancelled request does not matter.
        throw tooLong
    }
}
