import Logging
import Synchronization

/// The dependency instances that outlive a request: created once per process, and shared by its requests.
///
/// When the creation of an instance fails, its teardowns run before the error is thrown. Until the delay of ``RetryBackoff``
/// has elapsed, requests fail with the same error without another attempt.
final class DependencyContainer: Sendable {
    fileprivate typealias Waiter = CheckedContinuation<Void, any Error>

    fileprivate enum Entry {
        /// One request creates the instance; the waiters, by ID, wait for it. `failures` is the number of previous failures.
        case inProgress([Int: Waiter], failures: Int)
        case made(any Sendable)
        case failed(any Error, failures: Int, retryAt: ContinuousClock.Instant)
    }

    fileprivate struct State {
        var entries: [ObjectIdentifier: Entry] = [:]
        /// The number of shutdowns; an attempt is discarded if the generation has changed since it began.
        var generation = 0
        var lastWaiter = 0
        var isStarted = false
        /// The containers of mounted apps and event handlers with overrides.
        var children: [ContainerKey: DependencyContainer] = [:]
    }

    /// The settings of the app.
    let settings: (any Sendable)?
    /// The replacements of dependencies.
    let overrides: Overrides
    private let state = Mutex(State())
    private let exits = ExitScope()
    private let failedTasks = Atomic(0)
    private let now: @Sendable () -> ContinuousClock.Instant

    /// Creates a container without instances.
    ///
    /// - Parameters:
    ///   - settings: The settings of the app.
    ///   - overrides: The replacements of dependencies.
    ///   - now: The clock for the delays after failed attempts.
    init(
        settings: (any Sendable)? = nil,
        overrides: Overrides = Overrides(),
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.settings = settings
        self.overrides = overrides
        self.now = now
    }

    /// Whether the settings were validated and all eager dependencies have been created.
    var isStarted: Bool {
        get { state.withLock { $0.isStarted } }
        set { state.withLock { $0.isStarted = newValue } }
    }

    /// The number of background tasks that have failed, also with the containers of parts of the app.
    var failedTaskCount: Int {
        let children = state.withLock { Array($0.children.values) }
        return children.reduce(failedTasks.load(ordering: .relaxed)) { $0 + $1.failedTaskCount }
    }

    func countFailedTasks(_ count: Int) {
        failedTasks.add(count, ordering: .relaxed)
    }

    /// Returns the dependency's instance; the first request that needs it creates it while others wait.
    ///
    /// - Throws: The error thrown by the dependency's closure, the last error until the retry delay has elapsed,
    ///   `CancellationError` if the task is cancelled while it waits, or an ``HTTPError`` with status 503 if the
    ///   container is shut down meanwhile.
    func instance<Value: Sendable>(of dependency: Dependency<Value>, for scope: RequestScope) async throws -> Value {
        while true {
            switch claim(dependency.id) {
            case .made(let value):
                guard let value = value as? Value else {
                    throw DependencyError("The instance of \(dependency.name) has an unexpected type.")
                }
                return value
            case .failed(let error):
                throw error
            case .make(let attempt):
                return try await make(dependency, attempt, for: scope)
            case .wait:
                try await waitForAttempt(dependency.id)
            }
        }
    }

    /// Returns the container of a part of the app that has its own settings or overrides, and so its own instances.
    ///
    /// The app's overrides take precedence. The container is shut down with this one.
    func child(for key: ContainerKey, settings: (any Sendable)? = nil, overrides: Overrides) -> DependencyContainer {
        state.withLock { state in
            let child =
                state.children[key]
                ?? DependencyContainer(
                    settings: settings ?? self.settings,
                    overrides: overrides.merging(self.overrides),
                    now: now
                )
            state.children[key] = child
            return child
        }
    }

    /// Tears down all instances, in reverse order of their creation, and resumes the waiters with an error.
    ///
    /// - Throws: The first error thrown by a teardown, after all have run.
    func shutdown() async throws {
        let waiters = state.withLock { state in
            let waiters = state.entries.values.flatMap(\.waiters)
            state.entries.removeAll()
            state.generation += 1
            state.isStarted = false
            return waiters
        }
        for waiter in waiters {
            waiter.resume(throwing: Self.shuttingDown)
        }
        var failure: (any Error)?
        for child in state.withLock({ Array($0.children.values) }) {
            do {
                try await child.shutdown()
            } catch {
                failure = failure ?? error
            }
        }
        exits.removeHooks()
        try await exits.exit(.success)
        if let failure { throw failure }
    }

    /// Runs the hooks of the instances, also with the containers of parts of the app.
    ///
    /// - Throws: The error of the first hook that fails.
    func runHooks(_ phase: SnapshotHook.Phase, context: Context) async throws {
        let children = state.withLock { Array($0.children.values) }
        if phase == .beforeSnapshot {
            for child in children { try await child.runHooks(phase, context: context) }
        }
        for hook in exits.hooks.of(phase) { try await hook.body(context) }
        if phase == .afterRestore {
            for child in children { try await child.runHooks(phase, context: context) }
        }
    }

    private static let shuttingDown = HTTPError(.serviceUnavailable, "The server is shutting down.")

    private struct Attempt {
        let generation: Int
        /// The number of failed attempts before this one.
        let failures: Int
    }

    private enum Claim {
        case made(any Sendable)
        case failed(any Error)
        case make(Attempt)
        case wait
    }

    private func claim(_ id: ObjectIdentifier) -> Claim {
        state.withLock { state in
            var failures = 0
            switch state.entries[id] {
            case .made(let value):
                return .made(value)
            case .inProgress:
                return .wait
            case .failed(let error, let count, let retryAt):
                guard now() >= retryAt else { return .failed(error) }
                failures = count
            case nil:
                break
            }
            state.entries[id] = .inProgress([:], failures: failures)
            return .make(Attempt(generation: state.generation, failures: failures))
        }
    }

    private func make<Value: Sendable>(
        _ dependency: Dependency<Value>,
        _ attempt: Attempt,
        for scope: RequestScope
    ) async throws -> Value {
        let exits = ExitScope()
        let inner = RequestScope(Request(), context: scope.context, container: self, exits: exits)
        do {
            let value = try await dependency.makeProcessInstance(inner)
            try store(value, teardowns: exits, attempt: attempt, id: dependency.id)
            return value
        } catch {
            do {
                try await exits.exit(.failure(error))
            } catch let second {
                scope.context.logger.error(
                    "Teardown failed after the creation of \(dependency.name) failed",
                    metadata: ["error": "\(second)"]
                )
            }
            // Cancellation of a request is not a failure of the dependency, so the next request retries.
            settle(dependency.id, attempt: attempt, entry: Task.isCancelled ? nil : failure(error, after: attempt))
            throw error
        }
    }

    private func failure(_ error: any Error, after attempt: Attempt) -> Entry {
        let failures = attempt.failures + 1
        return .failed(error, failures: failures, retryAt: now() + RetryBackoff.delay(afterFailures: failures))
    }

    /// Stores an instance and takes over its teardowns.
    ///
    /// - Throws: An error if the container was shut down meanwhile.
    private func store(
        _ value: any Sendable,
        teardowns: ExitScope,
        attempt: Attempt,
        id: ObjectIdentifier
    ) throws {
        let waiters = try state.withLock { state in
            guard state.generation == attempt.generation else { throw Self.shuttingDown }
            exits.adopt(teardowns)
            return state.replace(id, with: .made(value))
        }
        for waiter in waiters {
            waiter.resume()
        }
    }

    private func settle(_ id: ObjectIdentifier, attempt: Attempt, entry: Entry?) {
        let waiters = state.withLock { state in
            state.generation == attempt.generation ? state.replace(id, with: entry) : []
        }
        for waiter in waiters {
            waiter.resume()
        }
    }

    /// Waits for the attempt of another request to end.
    ///
    /// - Throws: `CancellationError` if the task is cancelled first.
    private func waitForAttempt(_ id: ObjectIdentifier) async throws {
        let number = state.withLock { state in
            state.lastWaiter += 1
            return state.lastWaiter
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (waiter: Waiter) in
                let resume: (() -> Void)? = state.withLock { state in
                    guard case .inProgress(var waiters, let failures) = state.entries[id] else {
                        return { waiter.resume() }
                    }
                    // The cancellation handler may already have run; otherwise it runs later and finds the waiter.
                    if Task.isCancelled { return { waiter.resume(throwing: CancellationError()) } }
                    // Removing the entry first avoids copying the waiters.
                    state.entries[id] = nil
                    waiters[number] = waiter
                    state.entries[id] = .inProgress(waiters, failures: failures)
                    return nil
                }
                resume?()
            }
        } onCancel: {
            let waiter: Waiter? = state.withLock { state in
                guard case .inProgress(var waiters, let failures) = state.entries[id] else { return nil }
                state.entries[id] = nil
                let waiter = waiters.removeValue(forKey: number)
                state.entries[id] = .inProgress(waiters, failures: failures)
                return waiter
            }
            waiter?.resume(throwing: CancellationError())
        }
    }
}

extension Context {
    /// Returns the context with the app's container, for ``Dependency/instance(context:)``.
    func with(_ dependencies: DependencyContainer) -> Context {
        guard container !== dependencies else { return self }
        var context = self
        context.container = dependencies
        return context
    }
}

extension DependencyContainer.State {
    /// Replaces an entry and returns its waiters.
    fileprivate mutating func replace(
        _ id: ObjectIdentifier,
        with entry: DependencyContainer.Entry?
    ) -> [DependencyContainer.Waiter] {
        let waiters = entries[id]?.waiters ?? []
        entries[id] = entry
        return waiters
    }
}

extension DependencyContainer.Entry {
    fileprivate var waiters: [DependencyContainer.Waiter] {
        if case .inProgress(let waiters, _) = self { Array(waiters.values) } else { [] }
    }
}
