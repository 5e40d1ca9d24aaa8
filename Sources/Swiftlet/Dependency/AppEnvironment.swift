import Logging
import Synchronization

/// The instances of the dependencies that outlive a request: made once in the life of a process, shared by its requests.
///
/// An attempt to make one that fails is torn down before its error is thrown. Until the pause of ``RetryPause`` is over,
/// requests fail with the same error without another attempt.
final class AppEnvironment: Sendable {
    fileprivate typealias Waiter = CheckedContinuation<Void, any Error>

    fileprivate enum Entry {
        /// One request makes it; the waiters, by their number, wait for it. `failures` counts the failed attempts before.
        case inProgress([Int: Waiter], failures: Int)
        case made(any Sendable)
        case failed(any Error, failures: Int, retryAt: ContinuousClock.Instant)
    }

    fileprivate struct State {
        var entries: [ObjectIdentifier: Entry] = [:]
        /// How often the environment was shut down: an attempt that began before belongs to no later one.
        var generation = 0
        var lastWaiter = 0
        var isStarted = false
        /// The environments of apps that are mounted with overrides.
        var children: [MountKey: AppEnvironment] = [:]
    }

    private let state = Mutex(State())
    private let exits = ExitScope()
    private let now: @Sendable () -> ContinuousClock.Instant

    /// Creates an environment with nothing made.
    ///
    /// - Parameter now: the clock by which the pauses after failed attempts are measured.
    init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.now = now
    }

    /// Whether all dependencies that are made at start have been made.
    var isStarted: Bool {
        get { state.withLock { $0.isStarted } }
        set { state.withLock { $0.isStarted = newValue } }
    }

    /// The dependency's instance, made by the first request that needs it while others wait.
    ///
    /// - Throws: what the dependency's closure throws, the error of the last attempt while the pause after it lasts,
    ///   `CancellationError` if the task is cancelled while it waits, or an ``HTTPError`` of status 503 if the
    ///   environment is shut down meanwhile.
    func instance<Value: Sendable>(of dependency: Dependency<Value>, for scope: RequestScope) async throws -> Value {
        while true {
            switch claim(dependency.id) {
            case .made(let value):
                guard let value = value as? Value else { throw DependencyError("\(dependency.name) has another type.") }
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

    /// The environment of a mounted app that has instances of its own; it is shut down with this one.
    func child(for key: MountKey) -> AppEnvironment {
        state.withLock { state in
            let child = state.children[key] ?? AppEnvironment(now: now)
            state.children[key] = child
            return child
        }
    }

    /// Tears down all instances, in reverse order of their creation, and resumes the waiters with an error.
    ///
    /// - Throws: the first error a teardown throws, after all have run.
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
        try await exits.exit(.success)
        if let failure { throw failure }
    }

    private static let shuttingDown = HTTPError(.serviceUnavailable, "The server is shutting down.")

    private struct Attempt {
        let generation: Int
        /// The failed attempts before this one.
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
        let inner = RequestScope(
            Request(),
            scope.context,
            environment: self,
            overrides: scope.overrides,
            exits: exits
        )
        do {
            let value = try await dependency.makeForEnvironment(inner)
            try keep(value, exits, attempt, dependency.id)
            return value
        } catch {
            do {
                try await exits.exit(.failure(error))
            } catch let second {
                scope.context.logger.error(
                    "A teardown failed after \(dependency.name) could not be made.",
                    metadata: ["error": "\(second)"]
                )
            }
            // A request that was cancelled says nothing about the dependency: the next one tries.
            settle(dependency.id, attempt, Task.isCancelled ? nil : failure(error, after: attempt))
            throw error
        }
    }

    private func failure(_ error: any Error, after attempt: Attempt) -> Entry {
        let failures = attempt.failures + 1
        return .failed(error, failures: failures, retryAt: now() + RetryPause.duration(afterFailures: failures))
    }

    /// Keeps an instance and takes over its teardowns.
    ///
    /// - Throws: an error if the environment was shut down meanwhile.
    private func keep(
        _ value: any Sendable,
        _ teardowns: ExitScope,
        _ attempt: Attempt,
        _ id: ObjectIdentifier
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

    private func settle(_ id: ObjectIdentifier, _ attempt: Attempt, _ entry: Entry?) {
        let waiters = state.withLock { state in
            state.generation == attempt.generation ? state.replace(id, with: entry) : []
        }
        for waiter in waiters {
            waiter.resume()
        }
    }

    /// Waits until the attempt of another request has ended.
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
                    // The handler has run, or it runs after this and finds the waiter.
                    if Task.isCancelled { return { waiter.resume(throwing: CancellationError()) } }
                    // While the entry holds the waiters too, to add one would copy them.
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

extension AppEnvironment.State {
    /// Replaces an entry, and returns its waiters.
    fileprivate mutating func replace(
        _ id: ObjectIdentifier,
        with entry: AppEnvironment.Entry?
    ) -> [AppEnvironment.Waiter] {
        let waiters = entries[id]?.waiters ?? []
        entries[id] = entry
        return waiters
    }
}

extension AppEnvironment.Entry {
    fileprivate var waiters: [AppEnvironment.Waiter] {
        if case .inProgress(let waiters, _) = self { Array(waiters.values) } else { [] }
    }
}

/// The pause after failed attempts to make a dependency: 50 milliseconds, doubled with each failure, at most 5 seconds.
enum RetryPause {
    static func duration(afterFailures failures: Int) -> Duration {
        min(.milliseconds(50) * (1 << min(max(failures - 1, 0), 10)), .seconds(5))
    }
}
