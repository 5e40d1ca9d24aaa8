import Logging
import Synchronization

/// The tasks to run after the response of a request; see ``BackgroundTasks``.
public final class BackgroundTaskList: Sendable {
    private struct Entry {
        let name: String?
        let work: @Sendable () async throws -> Void
    }

    private enum Phase {
        /// The request is processed.
        case pending
        /// The request has succeeded.
        case approved
        /// The tasks have run, or were discarded.
        case ended
    }

    private struct State {
        var phase = Phase.pending
        var entries: [Entry] = []
        /// The number of entries that have been started.
        var started = 0
        /// Whether the tasks should have run while the request was still processed.
        var isOverdue = false
        var teardown: ExitScope.Teardown?
    }

    private let context: Context
    private let container: DependencyContainer
    private let state = Mutex(State())

    init(context: Context, container: DependencyContainer) {
        self.context = context
        self.container = container
    }

    /// Adds a task.
    ///
    /// It runs with the invocation's context as `Context.current`, until the invocation's deadline: then it is cancelled, and
    /// those after it do not run. An error that it throws is logged and counted by ``App/failedBackgroundTaskCount``, and the
    /// next task runs. A task may add others; once all have run, further ones are discarded with an error in the log.
    ///
    /// - Parameters:
    ///   - name: The name in the log.
    ///   - work: The task.
    public func add(_ name: String? = nil, _ work: @escaping @Sendable () async throws -> Void) {
        let isAdded = state.withLock { state in
            guard state.phase != .ended else { return false }
            state.entries.append(Entry(name: name, work: work))
            return true
        }
        if !isAdded { reportDiscarded([name], "it was added after the invocation's background tasks had ended") }
    }

    /// Adds a teardown that runs after the tasks.
    func onEnd(_ teardown: @escaping ExitScope.Teardown) {
        state.withLock { $0.teardown = teardown }
    }

    /// Decides whether the tasks run: only after a success.
    func settle(_ outcome: ExitOutcome) {
        let discarded = state.withLock { state in
            guard state.phase == .pending else { return 0 }
            guard !outcome.isSuccess || state.isOverdue else {
                state.phase = .approved
                return 0
            }
            state.phase = .ended
            defer { state.entries = [] }
            return state.entries.count
        }
        guard discarded > 0 else { return }
        if outcome.isSuccess {
            context.logger.warning(
                "Background tasks are discarded (\(discarded)): the request was abandoned before its teardowns had ended."
            )
            container.countFailedTasks(discarded)
        } else {
            context.logger.debug("Background tasks are discarded, because the request failed: \(discarded).")
        }
    }

    /// Passes the tasks to the host of the invocation, which runs them after the response, or runs them if it cannot.
    func deliver() async {
        if let work = context.backgroundWork {
            work.add { await self.run() }
        } else {
            await run()
        }
    }

    /// Runs the tasks in order, unless the request has failed.
    func run() async {
        await Context.$current.withValue(context) {
            while let entry = next() {
                guard !Task.isCancelled else {
                    reportDiscarded([entry.name] + discardRest(), "the invocation was cancelled")
                    break
                }
                do {
                    try await entry.work()
                } catch {
                    report(error, of: entry.name)
                }
            }
            guard let teardown = state.withLock({ $0.teardown.take() }) else { return }
            do {
                try await teardown(.success)
            } catch {
                context.logger.error("Teardown failed after the background tasks", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Returns the next task; `nil` once there are none, after which no more can be added.
    ///
    /// Returns `nil` also if the request is still processed, although its response was sent: middleware has stopped waiting.
    private func next() -> Entry? {
        state.withLock { state in
            guard state.phase != .pending else {
                state.isOverdue = true
                return nil
            }
            guard state.phase == .approved, state.started < state.entries.count else {
                state.phase = .ended
                state.entries = []
                return nil
            }
            state.started += 1
            return state.entries[state.started - 1]
        }
    }

    private func discardRest() -> [String?] {
        state.withLock { state in
            defer {
                state.phase = .ended
                state.entries = []
            }
            return state.entries.dropFirst(state.started).map(\.name)
        }
    }

    private func report(_ error: any Error, of name: String?) {
        container.countFailedTasks(1)
        UnexpectedErrors.receiver?(error)
        context.logger.error("The background task \(name ?? "without a name") failed.", error: error)
    }

    private func reportDiscarded(_ names: [String?], _ reason: String) {
        container.countFailedTasks(names.count)
        for name in names {
            context.logger.error("The background task \(name ?? "without a name") did not run: \(reason).")
        }
    }
}
