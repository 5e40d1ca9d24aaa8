import Synchronization

/// What is made once in the life of a process and kept for all requests: the instances of the dependencies that are
/// kept longer than a request.
final class AppEnvironment: Sendable {
    private enum Entry {
        case inProgress([CheckedContinuation<Void, Never>])
        case made(any Sendable)
    }

    private let entries = Mutex<[ObjectIdentifier: Entry]>([:])
    private let exits = ExitScope()
    private let started = Mutex(false)

    /// Whether all that is made at start has been made.
    var isStarted: Bool {
        get { started.withLock { $0 } }
        set { started.withLock { $0 = newValue } }
    }

    /// What the dependency makes: made now if it is the first time.
    ///
    /// Those who ask meanwhile wait for the one that makes it; if that fails, the next of them tries again.
    func instance<Value: Sendable>(of dependency: Dependency<Value>, for scope: RequestScope) async throws -> Value {
        while true {
            switch claim(dependency.id) {
            case .made(let value):
                guard let value = value as? Value else { throw DependencyError("\(dependency.name) has another type.") }
                return value
            case .make:
                return try await make(dependency, for: scope)
            case .wait:
                await withCheckedContinuation { continuation in
                    wait(for: dependency.id, continuation)
                }
                try Task.checkCancellation()
            }
        }
    }

    /// Tears down all that was made, in reverse order.
    ///
    /// - Throws: the first error a teardown throws, after all have run.
    func shutdown() async throws {
        entries.withLock { $0.removeAll() }
        isStarted = false
        try await exits.exit(.success)
    }

    private enum Claim {
        case made(any Sendable)
        case make
        case wait
    }

    private func claim(_ id: ObjectIdentifier) -> Claim {
        entries.withLock { entries in
            switch entries[id] {
            case .made(let value):
                return .made(value)
            case .inProgress:
                return .wait
            case nil:
                entries[id] = .inProgress([])
                return .make
            }
        }
    }

    private func make<Value: Sendable>(_ dependency: Dependency<Value>, for scope: RequestScope) async throws -> Value {
        let inner = RequestScope(
            Request(),
            scope.context,
            environment: self,
            overrides: scope.overrides,
            exits: exits
        )
        do {
            let value = try await dependency.makeForEnvironment(inner)
            settle(dependency.id, .made(value))
            return value
        } catch {
            settle(dependency.id, nil)
            throw error
        }
    }

    private func wait(for id: ObjectIdentifier, _ continuation: CheckedContinuation<Void, Never>) {
        let isSettled = entries.withLock { entries in
            guard case .inProgress(let waiting) = entries[id] else { return true }
            entries[id] = .inProgress(waiting + [continuation])
            return false
        }
        if isSettled { continuation.resume() }
    }

    private func settle(_ id: ObjectIdentifier, _ entry: Entry?) {
        let waiting = entries.withLock { entries -> [CheckedContinuation<Void, Never>] in
            defer { entries[id] = entry }
            if case .inProgress(let waiting) = entries[id] { return waiting }
            return []
        }
        for continuation in waiting {
            continuation.resume()
        }
    }
}
