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

    private let teardowns = Mutex<[Teardown]>([])

    init() {}

    /// Adds a teardown.
    ///
    /// They run in reverse order, each once, before the response leaves.
    ///
    /// - Parameter teardown: is told whether the request succeeded. If it throws, the answer is a 500, and the teardowns
    ///   after it are told of a failure.
    public func onExit(_ teardown: @escaping Teardown) {
        teardowns.withLock { $0.append(teardown) }
    }

    var isEmpty: Bool { teardowns.withLock { $0.isEmpty } }

    /// Runs the teardowns, last added first.
    ///
    /// - Throws: the first error a teardown throws, after all have run.
    func exit(_ outcome: ExitOutcome) async throws {
        var outcome = outcome
        var failure: (any Error)?
        while let teardown = teardowns.withLock({ $0.popLast() }) {
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
