import Synchronization

/// The input that lets a dependency say how what it made is torn down.
///
/// ```swift
/// let session = Dependency(.perRequest, Inject(database), Scope()) { database, scope in
///     let transaction = try await database.begin()
///     scope.onExit { outcome in
///         outcome.isSuccess ? try await transaction.commit() : try await transaction.rollback()
///     }
///     return transaction
/// }
/// ```
public struct Scope: EndpointInput {
    /// Creates the input.
    public init() {}

    /// `false`: there is nothing to wait for.
    public var needsPreparation: Bool { false }

    /// The scope of the request, or of the process for a dependency that is kept longer.
    public func extract(_ scope: RequestScope, _ validation: inout Validation) -> ExitScope? {
        scope.exits
    }

    /// `false`: a scope is not read from the request.
    public var readsRequest: Bool { false }
}

/// Takes what is to be done when a request, or the process, ends.
public final class ExitScope: Sendable {
    /// A teardown: it is told how the request ended.
    public typealias Teardown = @Sendable (ExitOutcome) async throws -> Void

    private struct State {
        var teardowns: [Teardown] = []
        /// The scope that has taken over the teardowns of this one.
        var adopter: ExitScope?
    }

    private let state = Mutex(State())

    init() {}

    /// Adds a teardown.
    ///
    /// They run in reverse order, each once, before the response leaves.
    ///
    /// - Parameter teardown: is told whether the request succeeded. If it throws, the answer is a 500, and the teardowns
    ///   after it are told of a failure.
    public func onExit(_ teardown: @escaping Teardown) {
        let adopter = state.withLock { state in
            if state.adopter == nil { state.teardowns.append(teardown) }
            return state.adopter
        }
        adopter?.onExit(teardown)
    }

    var isEmpty: Bool { state.withLock { $0.teardowns.isEmpty } }

    /// Takes over the teardowns of another scope, and those that are added to it later.
    func adopt(_ other: ExitScope) {
        let teardowns = other.state.withLock { state in
            defer { state.teardowns = [] }
            state.adopter = self
            return state.teardowns
        }
        state.withLock { $0.teardowns += teardowns }
    }

    /// Runs the teardowns, last added first.
    ///
    /// - Throws: the first error a teardown throws, after all have run.
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

/// How a request ended.
public enum ExitOutcome: Sendable {
    /// With a response.
    case success
    /// With an error.
    case failure(any Error)

    /// Whether it ended with a response.
    public var isSuccess: Bool {
        if case .success = self { true } else { false }
    }
}
