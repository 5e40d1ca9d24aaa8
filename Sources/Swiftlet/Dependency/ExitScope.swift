import Synchronization

/// Collects the teardowns to run when a request or the process ends.
public final class ExitScope: Sendable {
    /// A teardown, which receives the outcome of the request.
    public typealias Teardown = @Sendable (ExitOutcome) async throws -> Void

    private struct State {
        var teardowns: [Teardown] = []
        /// The scope that has taken over this scope's teardowns.
        var adopter: ExitScope?
        var hooks: [SnapshotHook] = []
    }

    private let state = Mutex(State())

    init() {}

    /// Registers a teardown.
    ///
    /// Teardowns run once, in reverse order of registration, before the response is sent.
    ///
    /// - Parameter teardown: The teardown, which receives whether the request succeeded. If it throws, the response is a 500
    ///   and the remaining teardowns receive a failure.
    public func onExit(_ teardown: @escaping Teardown) {
        let adopter = state.withLock { state in
            if state.adopter == nil { state.teardowns.append(teardown) }
            return state.adopter
        }
        adopter?.onExit(teardown)
    }

    /// Registers a hook that runs before the platform takes a snapshot of the process.
    ///
    /// ```swift
    /// let rateTable = Dependency(.perProcessBeforeSnapshot, Inject(rateSource), Scope()) { source, scope in
    ///     let table = RateTable(try await source.load())
    ///     scope.beforeSnapshot { await source.close() }
    ///     scope.afterRestore { try await table.update(from: source) }
    ///     return table
    /// }
    /// ```
    ///
    /// Only for dependencies with process lifetime that are created before the snapshot; others ignore it. Hooks run in reverse
    /// order of registration.
    ///
    /// - Parameter hook: The hook. An error that it throws fails the initialization.
    public func beforeSnapshot(_ hook: @escaping @Sendable () async throws -> Void) {
        add(SnapshotHook(phase: .beforeSnapshot) { _ in try await hook() })
    }

    /// Registers a hook that runs in each process that was restored from a snapshot, before the first event.
    ///
    /// Connections in the snapshot do not work, its random numbers are known to all copies, and it may be days old: open
    /// connections, create keys and load data again. The runtime reseeds OpenSSL's generator before. The hook runs also if
    /// the platform takes no snapshot after all. Hooks run in the order of registration.
    ///
    /// - Parameter hook: The hook. An error that it throws fails the restore.
    public func afterRestore(_ hook: @escaping @Sendable () async throws -> Void) {
        add(SnapshotHook(phase: .afterRestore) { _ in try await hook() })
    }

    private func add(_ hook: SnapshotHook) {
        let adopter = state.withLock { state in
            if state.adopter == nil { state.hooks.append(hook) }
            return state.adopter
        }
        adopter?.add(hook)
    }

    /// The registered hooks, in registration order.
    var hooks: [SnapshotHook] { state.withLock(\.hooks) }

    /// Removes the hooks of instances that are torn down.
    func removeHooks() {
        state.withLock { $0.hooks = [] }
    }

    /// Registers a closure that runs after all teardowns, and receives whether all of them succeeded.
    func onFinalExit(_ body: @escaping Teardown) {
        let adopter = state.withLock { state in
            if state.adopter == nil { state.teardowns.insert(body, at: 0) }
            return state.adopter
        }
        adopter?.onFinalExit(body)
    }

    var isEmpty: Bool { state.withLock { $0.teardowns.isEmpty } }

    /// Takes over the teardowns of another scope, including those registered later.
    func adopt(_ other: ExitScope) {
        let (teardowns, hooks) = other.state.withLock { state in
            defer { (state.teardowns, state.hooks) = ([], []) }
            state.adopter = self
            return (state.teardowns, state.hooks)
        }
        state.withLock { state in
            state.teardowns += teardowns
            state.hooks += hooks
        }
    }

    /// Runs the teardowns in reverse order of registration.
    ///
    /// - Throws: The first error thrown by a teardown, after all have run.
    func exit(_ outcome: ExitOutcome) async throws {
        var outcome = outcome
        var failure: (any Error)?
        while let teardown = state.withLock({ $0.teardowns.popLast() }) {
            do {
                try await teardown(outcome)
            } catch {
                failure = failure ?? error
                outcome = .failure(failure ?? error)
            }
        }
        if let failure { throw failure }
    }
}
