import Synchronization

/// An input that injects a ``Dependency``.
///
/// ```swift
/// let noteStore = Dependency(.perRequest, Inject(transaction)) { NoteStore(database: $0) }
///
/// let addNote = Endpoint(
///     .post,
///     "",
///     operationID: "add_note",
///     summary: "Add a note",
///     status: .created,
///     Body(NewNote.self),
///     Inject(noteStore)
/// ) { note, notes in
///     try await notes.add(note)
/// }
/// ```
public struct Inject<Value: Sendable>: EndpointInput {
    private let reference: DependencyReference<Value>

    /// Creates the input.
    ///
    /// - Parameter dependency: The dependency. It is evaluated at startup and not before, so that a cycle is reported as an
    ///   error instead of an endless initialization of globals.
    public init(_ dependency: @autoclosure @escaping @Sendable () -> Dependency<Value>) {
        self.reference = DependencyReference(dependency)
    }

    /// Creates the instance, unless the request already has it.
    public func prepare(_ scope: RequestScope) async throws {
        try await reference.dependency.prepare(in: scope)
    }

    /// Returns the instance.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Value? {
        if case .made(let value) = scope.instances[reference.dependency.id] { value as? Value } else { nil }
    }

    /// Adds the dependency's inputs to the OpenAPI description.
    public func describe(_ operation: inout OperationDescription) {
        reference.dependency.describe(&operation)
    }

    /// The dependency.
    public var dependencies: [AnyDependency] { [reference.dependency] }

    /// Whether the dependency has request lifetime.
    public var readsRequest: Bool { reference.dependency.lifetime.kind == .request }
}

/// A lazily evaluated reference to a dependency.
private final class DependencyReference<Value: Sendable>: Sendable {
    private let make: @Sendable () -> Dependency<Value>
    private let made = Mutex<Dependency<Value>?>(nil)

    init(_ make: @escaping @Sendable () -> Dependency<Value>) {
        self.make = make
    }

    var dependency: Dependency<Value> {
        if let known = made.withLock({ $0 }) { return known }
        // Evaluated without the lock, because it may evaluate references to other dependencies.
        let new = make()
        return made.withLock { known in
            if let known { return known }
            known = new
            return new
        }
    }
}
