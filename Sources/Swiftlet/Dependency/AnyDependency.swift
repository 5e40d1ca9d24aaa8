/// A type-erased ``Dependency``.
public protocol AnyDependency: AnyObject, Sendable {
    /// The name in error messages.
    var name: String { get }
    /// The type of the instance.
    var valueType: Any.Type { get }
    /// The lifetime of the instance.
    var lifetime: Lifetime { get }
    /// The inputs of its closure.
    var inputs: [any EndpointInput] { get }
    /// The dependencies among its inputs.
    var dependencies: [any AnyDependency] { get }
    /// Whether one of its own inputs reads the request.
    var readsRequest: Bool { get }

    /// Creates the instance in the scope, unless it already exists.
    func prepare(in scope: RequestScope) async throws
    /// Whether the instance can be created in an app with these settings, which only matters to a dependency that injects
    /// them.
    func accepts(settings: (any Sendable)?) -> Bool
    /// Adds its inputs to the OpenAPI description of an operation.
    func describe(_ operation: inout OperationDescription)
}

extension AnyDependency {
    var id: ObjectIdentifier { ObjectIdentifier(self) }
}
