/// Something an endpoint or a dependency is given: a path parameter, a body, a dependency, and so on.
///
/// The inputs of an endpoint are extracted together. First each is prepared, which is where dependencies are made; then
/// each is extracted, and records what is wrong with it. Only if nothing is wrong does the endpoint's closure run.
public protocol EndpointInput<Value>: Sendable {
    /// What the closure gets.
    associatedtype Value: Sendable

    /// Makes ready what takes waiting, such as a dependency.
    ///
    /// - Throws: an error that is the answer at once, such as a 401, before any other input is looked at.
    func prepare(_ scope: RequestScope) async throws

    /// Whether ``prepare(_:)`` does anything: if not, it is not called.
    var needsPreparation: Bool { get }

    /// Takes the value out of the request.
    ///
    /// - Returns: the value, or `nil` if at least one error was recorded in `validation`.
    func extract(_ scope: RequestScope, _ validation: inout Validation) -> Value?

    /// Adds what the documentation should say of it.
    func describe(_ operation: inout OperationDescription)

    /// Where its errors stand among those of the other inputs.
    var errorOrder: InputOrder { get }

    /// The dependencies it stands on, which are checked for cycles when the app starts.
    var dependencies: [any AnyDependency] { get }

    /// The parameters of the path that it requires: a route without one of them is an ``AppError`` at start.
    var requiredPathParameters: [String] { get }

    /// Whether it differs from request to request, so that nothing that outlives a request may be made from it.
    var readsRequest: Bool { get }

    /// Whether it reads the credentials of a client, so that no shared cache keeps the response for others.
    var isCredential: Bool { get }
}

extension EndpointInput {
    /// Nothing to make ready.
    public func prepare(_ scope: RequestScope) async throws {}
    /// `true`.
    public var needsPreparation: Bool { true }
    /// Nothing to say.
    public func describe(_ operation: inout OperationDescription) {}
    /// With the dependencies.
    public var errorOrder: InputOrder { .dependency }
    /// None.
    public var dependencies: [any AnyDependency] { [] }
    /// None.
    public var requiredPathParameters: [String] { [] }
    /// `true`.
    public var readsRequest: Bool { true }
    /// `false`.
    public var isCredential: Bool { false }
}

/// The order in which the errors of inputs are reported, which is FastAPI's.
public enum InputOrder: Int, Sendable, Comparable {
    /// Dependencies.
    case dependency
    /// Path parameters.
    case path
    /// Query parameters.
    case query
    /// Header fields.
    case header
    /// Cookies.
    case cookie
    /// The body.
    case body

    /// Whether the errors of the first come before those of the second.
    public static func < (first: InputOrder, second: InputOrder) -> Bool {
        first.rawValue < second.rawValue
    }
}
