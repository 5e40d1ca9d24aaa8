import Synchronization

/// The input that is what a ``Dependency`` makes.
public struct Inject<Value: Sendable>: EndpointInput {
    private let reference: DependencyReference<Value>

    /// Creates the input.
    ///
    /// - Parameter dependency: the dependency. It is looked at when the app starts, not before, so that a cycle is a
    ///   clear error instead of an endless initialization.
    public init(_ dependency: @autoclosure @escaping @Sendable () -> Dependency<Value>) {
        self.reference = DependencyReference(dependency)
    }

    /// Makes the dependency, unless the request has it.
    public func prepare(_ scope: RequestScope) async throws {
        try await reference.dependency.prepare(in: scope)
    }

    /// What was made.
    public func extract(_ scope: RequestScope, _ validation: inout Validation) -> Value? {
        if case .made(let value) = scope.instances[reference.dependency.id] { value as? Value } else { nil }
    }

    /// Adds what the dependency's inputs say.
    public func describe(_ operation: inout OperationDescription) {
        reference.dependency.describe(&operation)
    }

    /// The dependency.
    public var dependencies: [any AnyDependency] { [reference.dependency] }

    /// Whether the dependency is made for each request.
    public var readsRequest: Bool { reference.dependency.lifetime.kind == .request }
}

/// A dependency that is looked up at first use, and only once.
private final class DependencyReference<Value: Sendable>: Sendable {
    private let make: @Sendable () -> Dependency<Value>
    private let made = Mutex<Dependency<Value>?>(nil)

    init(_ make: @escaping @Sendable () -> Dependency<Value>) {
        self.make = make
    }

    var dependency: Dependency<Value> {
        if let known = made.withLock({ $0 }) { return known }
        // Not under the lock: making it may look up other dependencies.
        let new = make()
        return made.withLock { known in
            if let known { return known }
            known = new
            return new
        }
    }
}
