/// An input with which a dependency registers teardowns.
///
/// ```swift
/// let transaction = Dependency(.perRequest, Inject(database), Scope()) { database, scope in
///     let transaction = try await database.begin()
///     scope.onExit { outcome in
///         if outcome.isSuccess { try await transaction.commit() } else { try await transaction.rollback() }
///     }
///     return transaction
/// }
/// ```
public struct Scope: EndpointInput {
    /// Creates the input.
    public init() {}

    /// Always `false`.
    public var needsPreparation: Bool { false }

    /// Returns the scope of the request or, for a dependency that outlives it, of the process.
    public func extract(from scope: RequestScope, validation: inout Validation) -> ExitScope? {
        scope.exits
    }

    /// Always `false`.
    public var readsRequest: Bool { false }
}
