import Synchronization

/// Collects the teardowns to run when a request or the process ends.
public final class ExitScope: Sendable {
    /// A teardown, which receives the outcome of the request.
    public typealias Teardown = @Sendable (ExitOutcome) async throws -> Void

    private struct State {
        var teardowns: [Teardown] = []
        /// The scope that has taken over this scope's teardowns.
        var adopter: ExitScope?
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
        let teardowns = other.state.withLock { state in
            defer { state.teardowns = [] }
            state.adopter = self
            return state.teardowns
        }
        state.withLock { $0.teardowns += teardowns }
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
