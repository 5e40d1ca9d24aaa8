import HTTPTypes

/// Limits how long a request may take: after that the response is 503, before the platform ends the whole invocation.
///
/// The request's task is cancelled, and has a short while to end and to tear its dependencies down. What goes on for
/// longer is abandoned: it is no longer waited for, its response is discarded, and its teardowns run when it ends, with a
/// failure, so that transactions are rolled back. A transaction that is being committed when the response is sent, or that
/// the endpoint commits itself, may still take effect although the client receives 503; make such requests idempotent. A
/// request that is cancelled from outside is abandoned in the same way.
///
/// Work that neither suspends nor looks at its cancellation cannot be interrupted. Where it occupies the only thread, as a
/// long computation on the function's event loop does, the response waits for it: move it off the loop with
/// `@concurrent` and a task executor of its own. On a platform that freezes the process after the response, abandoned
/// work continues with the next invocation.
///
/// A stream is limited until its first part where responses are streamed, and as a whole where they are buffered.
public struct Timeout: Middleware {
    private let limit: Duration
    private let gracePeriod: Duration

    /// Creates the middleware.
    ///
    /// - Parameters:
    ///   - limit: the longest a request may take before it is cancelled.
    ///   - gracePeriod: how long a cancelled request may take to end. If it succeeds within that time, its response is
    ///     sent.
    public init(_ limit: Duration, gracePeriod: Duration = .milliseconds(100)) {
        self.limit = limit
        self.gracePeriod = gracePeriod
    }

    /// Serves the request, or stops waiting for it.
    ///
    /// - Throws: ``HTTPError`` of status 503 if the request takes longer than the limit; what the rest of the app throws.
    public func handle(_ request: Request, _ context: Context, next: @escaping Next) async throws -> Response {
        let race = TimeoutRace()
        // A task of its own, which can be left behind; as a child task would, it runs where this one does.
        let executor = Task.currentExecutor
        let work = Task(executorPreference: executor) {
            do {
                race.end(.success(try await next(request, context)), context)
            } catch {
                race.end(.failure(error), context)
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
        // Whatever the cancellation has made of the request.
        throw tooLong
    }
}
