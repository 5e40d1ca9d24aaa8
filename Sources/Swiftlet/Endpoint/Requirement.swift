/// A condition that a request must meet before an endpoint runs, whose value the endpoint does not use.
///
/// A ``Dependency`` is met if it can be created, and an ``EndpointInput`` if it is valid. Both are also part of the OpenAPI
/// description.
///
/// ```swift
/// Routes("/reports", requires: [administrator]) {
///     report
/// }
/// ```
public protocol Requirement: Sendable {
    /// The input that is validated.
    var requiredInput: any EndpointInput { get }
}

extension EndpointInput {
    /// The input itself.
    public var requiredInput: any EndpointInput { self }
}

extension Dependency: Requirement {
    /// An input that injects the dependency.
    public var requiredInput: any EndpointInput { Inject(self) }
}
