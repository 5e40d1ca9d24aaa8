/// An input of an endpoint or a dependency, such as a path parameter, a body or a dependency.
///
/// The inputs of an endpoint are processed together. First each input is prepared, which creates dependencies. Then each
/// value is extracted and validation errors are recorded. The endpoint's closure runs only if there are none.
///
/// For custom inputs: only ``extract(from:validation:)`` has no default.
public protocol EndpointInput<Value>: Requirement {
    /// The type of the value passed to the closure.
    associatedtype Value: Sendable

    /// Performs asynchronous work, such as creating a dependency.
    ///
    /// - Throws: An error that determines the response, such as a 401, before any other input is validated.
    func prepare(_ scope: RequestScope) async throws

    /// Whether ``prepare(_:)`` must be called.
    var needsPreparation: Bool { get }

    /// Extracts and validates the value.
    ///
    /// - Returns: The value, or `nil` if at least one error was recorded in `validation`.
    func extract(from scope: RequestScope, validation: inout Validation) -> Value?

    /// Adds the input to the OpenAPI description of the operation.
    func describe(_ operation: inout OperationDescription)

    /// The location of the input, which determines the order of its validation errors.
    var inputLocation: InputLocation { get }

    /// The dependencies that it injects, which are checked for cycles at startup.
    var dependencies: [AnyDependency] { get }

    /// The path parameters that it requires. A route without one of them is an ``AppError`` at startup.
    var requiredPathParameters: [String] { get }

    /// Whether the value depends on the request, so that nothing that outlives a request may depend on it.
    var readsRequest: Bool { get }

    /// Whether it reads the client's credentials, so that no shared cache stores the response.
    var isCredential: Bool { get }
}

extension EndpointInput {
    /// Does nothing.
    public func prepare(_ scope: RequestScope) async throws {}
    /// Defaults to `true`.
    public var needsPreparation: Bool { true }
    /// Adds nothing.
    public func describe(_ operation: inout OperationDescription) {}
    /// Defaults to ``InputLocation/dependency``.
    public var inputLocation: InputLocation { .dependency }
    /// Defaults to an empty array.
    public var dependencies: [AnyDependency] { [] }
    /// Defaults to an empty array.
    public var requiredPathParameters: [String] { [] }
    /// Defaults to `true`.
    public var readsRequest: Bool { true }
    /// Defaults to `false`.
    public var isCredential: Bool { false }
}
