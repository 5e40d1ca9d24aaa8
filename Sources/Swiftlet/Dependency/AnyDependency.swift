/// A type-erased ``Dependency``, as listed in the `dependencies` of custom middleware and custom inputs.
public class AnyDependency: @unchecked Sendable {
    // Immutable, here and in the only subclass.

    /// The name in error messages.
    let name: String
    /// The lifetime of the instance.
    let lifetime: Lifetime
    /// The inputs of its closure.
    package let inputs: [any EndpointInput]

    init(name: String, lifetime: Lifetime, inputs: [any EndpointInput]) {
        self.name = name
        self.lifetime = lifetime
        self.inputs = inputs
    }

    /// The type of the instance.
    var valueType: Any.Type { Any.self }

    /// Creates the instance in the scope or, with process lifetime, in the container, unless it already exists.
    ///
    /// - Throws: The error thrown by the closure, or ``DependencyError`` if the dependency is circular.
    func prepare(in scope: RequestScope) async throws {}

    /// Whether the instance can be created in an app with these settings, which only matters to a dependency that injects
    /// them.
    func accepts(settings: (any Sendable)?) -> Bool { true }

    final var id: ObjectIdentifier { ObjectIdentifier(self) }

    /// The dependencies among its inputs.
    final var dependencies: [AnyDependency] { inputs.flatMap(\.dependencies) }

    /// Whether one of its own inputs reads the request.
    final var readsRequest: Bool { inputs.contains { $0.readsRequest } }

    /// Adds its inputs to the OpenAPI description of an operation.
    final func describe(_ operation: inout OperationDescription) {
        for input in inputs {
            input.describe(&operation)
        }
    }
}
