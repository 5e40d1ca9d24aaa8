/// A type-erased ``Dependency``.
public protocol AnyDependency: AnyObject, Sendable {
    /// The name in error messages.
    var name: String { get }
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
    /// Adds its inputs to the OpenAPI description of an operation.
    func describe(_ operation: inout OperationDescription)
    /// Whether the value has the type of the instance, and can override it.
    func accepts(_ value: any Sendable) -> Bool
}

extension AnyDependency {
    var id: ObjectIdentifier { ObjectIdentifier(self) }
}
