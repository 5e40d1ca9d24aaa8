import Swiftlet
import SwiftletIO
import SwiftletRuntime
import Synchronization

/// A request in flight: the task that handles it, its deadline, and what has to be stopped when it is cancelled.
///
/// The request occupies its instance of the app until ``end()``.
final class ServedRequest: DeadlineTarget {
    private struct State {
        var response: Response?
        var isExpired = false
        var isCancelled = false
        /// Whether the client is gone before the response has ended.
        var isAbandoned = false
        /// Whether the work for the time after the response has started.
        var isAfterResponse = false
        var hasEnded = false
        var deadlineID: UInt64?
        var waiter: CheckedContinuation<Response?, Never>?
        /// Stops the current phase: the handler, then the stream of the response, then the work after it.
        var stop: (@Sendable () -> Void)?
    }

    let instance: AppInstances.Instance
    let context: Context
    private let state = Mutex(State())

    /// Occupies an instance of the app until ``end()``.
    init(_ instance: AppInstances.Instance, context: Context) {
        self.instance = instance
        self.context = context
        instance.requestCount.add(1, ordering: .relaxed)
        if let deadline = context.deadline {
            let id = instance.deadlines.begin(self, until: deadline)
            state.withLock { $0.deadlineID = id }
        }
    }

    /// Runs a handler on the loop of the instance.
    ///
    /// - Returns: The response, or `nil` if the deadline was exceeded first; then the handler is cancelled, and its response
    ///   discarded.
    func run(_ handler: @escaping @Sendable (App, Context) async -> Response) async -> Response? {
        let task = Task(executorPreference: instance.loop) { [self] in
            let response = await Context.$current.withValue(context) { await handler(instance.app, context) }
            guard !settle(response) else { return }
            if case .stream(let body) = response.body {
                discard(body)
            } else {
                // In this task, which was cancelled: the tasks are reported, but not run.
                await context.backgroundWork?.run()
            }
        }
        onCancel { task.cancel() }
        return await withCheckedContinuation { continuation in
            let (response, isExpired) = state.withLock { state in
                if state.response == nil, !state.isExpired { state.waiter = continuation }
                return (state.response, state.isExpired)
            }
            if response != nil || isExpired { continuation.resume(returning: response) }
        }
    }

    /// Runs the teardowns of a stream that is not sent.
    func discard(_ body: BodyStream) {
        let reject: BodyStream.Write = { _ in throw CancellationError() }
        Task(executorPreference: instance.loop) { [self] in
            try? await body.forEach(reject)
            if hasBackgroundWork { runBackgroundWork() }
        }
    }

    /// Whether the handler has left work for the time after the response.
    var hasBackgroundWork: Bool { context.backgroundWork?.isEmpty == false }

    /// Runs the work that the handler has left for the time after the response, and then ends the request.
    func runBackgroundWork() {
        let task = Task(executorPreference: instance.loop) { [self] in
            await Context.$current.withValue(context) { await context.backgroundWork?.run() }
            end()
        }
        let isCancelled = state.withLock { state in
            state.isAfterResponse = true
            if !state.hasEnded { state.stop = { task.cancel() } }
            return state.isCancelled
        }
        if isCancelled { task.cancel() }
    }

    /// Sets what is stopped when the request is cancelled or abandoned; immediately, if it has been.
    ///
    /// Does nothing after the response: an empty stream may have ended already.
    func onCancel(_ stop: @escaping @Sendable () -> Void) {
        let isStopped = state.withLock { state in
            guard !state.isAfterResponse else { return false }
            state.stop = stop
            return state.isCancelled || state.isAbandoned
        }
        if isStopped { stop() }
    }

    /// Cancels the request, or the work after its response: the deadline was exceeded, or the server shuts down.
    func cancel() {
        let stop = state.withLock { state in
            state.isCancelled = true
            return state.stop
        }
        stop?()
    }

    /// Cancels the request, because its client is gone.
    ///
    /// Does nothing after the response: what the request has committed is followed by its background tasks.
    func abandon() {
        let stop = state.withLock { state -> (@Sendable () -> Void)? in
            guard !state.isAfterResponse else { return nil }
            state.isAbandoned = true
            return state.stop
        }
        stop?()
    }

    func deadlineExceeded() {
        context.logger.warning("The request is cancelled: its deadline was exceeded.")
        let waiter = state.withLock { state in
            state.isExpired = true
            return state.waiter.take()
        }
        waiter?.resume(returning: nil)
        cancel()
    }

    /// Releases the instance of the app; later calls are ignored.
    func end() {
        let (isFirst, id) = state.withLock { state in
            defer {
                state.hasEnded = true
                state.stop = nil
            }
            return (!state.hasEnded, state.deadlineID)
        }
        guard isFirst else { return }
        if let id { instance.deadlines.end(id) }
        instance.requestCount.subtract(1, ordering: .relaxed)
    }

    /// Ends the wait for the response, unless the deadline was exceeded.
    private func settle(_ response: Response) -> Bool {
        let (isUsed, waiter) = state.withLock { state in
            guard !state.isExpired else { return (false, nil as CheckedContinuation<Response?, Never>?) }
            state.response = response
            return (true, state.waiter.take())
        }
        waiter?.resume(returning: response)
        return isUsed
    }
}
