public import HTTPTypes
import SwiftletJSON

/// An endpoint: a method, a path, typed inputs, and the function that answers.
///
/// ```swift
/// let getUser = Endpoint(.get, "/{user_id}", summary: "Get a specific user by ID",
///     Path("user_id", Int.self), Inject(userStore),
///     failures: [.notFound("User not found")]
/// ) { id, users in
///     guard let user = try await users.get(id) else { throw HTTPError(.notFound, "User not found") }
///     return UserResponse(user)
/// }
/// ```
///
/// The inputs are extracted and checked together; what is wrong with them is answered at once, with status 422. The
/// closure gets them typed, in their order.
public struct Endpoint: Sendable {
    /// The method.
    public let method: HTTPRequest.Method
    /// The path below the routes it is listed in: `""`, or segments each of which is text, `{name}`, or `{name:path}`
    /// for all the rest.
    public let path: String
    /// The name under which it is deployed and documented, or `nil` for one made from the summary, path and method.
    public var operationID: String?
    /// A short title for the documentation.
    public var summary: String?
    /// A longer text for the documentation; CommonMark.
    public var description: String?
    /// The groups it is listed in.
    public var tags: [String]
    /// The status of a response whose value does not set one.
    public let status: HTTPResponse.Status
    /// The failures that are part of its contract.
    public var failures: [Failure]
    /// What the documentation says of its responses beside their models and the failures.
    public var responses: [ResponseDescription]
    /// The requests that the app sends to a URL the client names.
    var callbacks: [Callback]
    /// Whether its use is discouraged.
    public var isDeprecated: Bool
    /// Whether the documentation lists it.
    public var isDocumented: Bool
    /// The content types of a ``Response`` that the closure makes itself, for the documentation.
    public var contentTypes: [String]

    let inputs: [any EndpointInput]
    let describeOutput: @Sendable (inout SchemaRegistry) -> JSONObject?
    /// Checks the guards and the inputs together, and runs the closure if all of them are valid.
    let run: @Sendable (_ scope: RequestScope, _ guards: [AnyInput]) async throws -> Response

    /// Creates an endpoint that answers with a value.
    ///
    /// - Parameters:
    ///   - method: the method.
    ///   - path: the path below the routes it is listed in.
    ///   - operationID: the name under which it is deployed and documented.
    ///   - summary: a short title for the documentation.
    ///   - description: a longer text for the documentation.
    ///   - status: the status of a response whose value does not set one.
    ///   - tags: the groups it is listed in.
    ///   - input: what the closure is given.
    ///   - failures: the failures that are part of its contract.
    ///   - body: answers the request. An ``HTTPError`` it throws is the answer; any other error is a 500.
    public init<each Input: EndpointInput, Output: EndpointOutput>(
        _ method: HTTPRequest.Method,
        _ path: String,
        operationID: String? = nil,
        summary: String? = nil,
        description: String? = nil,
        status: HTTPResponse.Status = .ok,
        tags: [String] = [],
        _ input: repeat each Input,
        failures: [Failure] = [],
        body: @escaping @concurrent @Sendable (repeat (each Input).Value) async throws -> Output
    ) {
        self.method = method
        self.path = path
        self.operationID = operationID
        self.summary = summary
        self.description = description
        self.status = status
        self.tags = tags
        self.failures = failures
        self.responses = []
        self.callbacks = []
        self.isDeprecated = false
        self.isDocumented = true
        self.contentTypes = Output.documentedContentTypes
        self.inputs = InputList(repeat each input).inputs
        self.describeOutput = Output.describeOutput
        var typed: [AnyInput] = []
        for input in repeat each input {
            typed.append(TypedInput(input))
        }
        let readers = typed
        let prepared = readers.filter { $0.needsPreparation }
        self.run = { scope, guards in
            for input in guards where input.needsPreparation {
                try await input.prepare(scope)
            }
            for input in prepared {
                try await input.prepare(scope)
            }
            var reader = InputReader(scope, readers)
            do {
                try reader.check(guards)
                return try await body(repeat reader.next((each Input).self)).response(status)
            } catch is InvalidInput {
                // The first ones are those that dependencies have found.
                throw RequestValidationFailure(scope.errors + reader.errors())
            }
        }
    }

    /// Creates an endpoint that answers without a body: status 204 unless another is given.
    ///
    /// The parameters are those of the other initializer.
    public init<each Input: EndpointInput>(
        _ method: HTTPRequest.Method,
        _ path: String,
        operationID: String? = nil,
        summary: String? = nil,
        description: String? = nil,
        status: HTTPResponse.Status = .noContent,
        tags: [String] = [],
        _ input: repeat each Input,
        failures: [Failure] = [],
        body: @escaping @concurrent @Sendable (repeat (each Input).Value) async throws -> Void
    ) {
        self.init(
            method,
            path,
            operationID: operationID,
            summary: summary,
            description: description,
            status: status,
            tags: tags,
            repeat each input,
            failures: failures
        ) { (values: repeat (each Input).Value) -> Response in
            try await body(repeat each values)
            return Response(status)
        }
        self.contentTypes = []
    }

    /// The same endpoint, marked as discouraged in the documentation.
    public func deprecated() -> Endpoint {
        var endpoint = self
        endpoint.isDeprecated = true
        return endpoint
    }

    /// The same endpoint, with the content types of the ``Response`` it makes, such as `text/csv`, in the documentation.
    public func producing(_ contentTypes: String...) -> Endpoint {
        var endpoint = self
        endpoint.contentTypes = contentTypes
        return endpoint
    }

    /// The same endpoint, left out of the documentation.
    public func undocumented() -> Endpoint {
        var endpoint = self
        endpoint.isDocumented = false
        return endpoint
    }

    /// How many of its inputs and guards read the body, as JSON where there are several: those are members of one object.
    func bodyCount(with guards: [any EndpointInput]) -> Int {
        let inputs = (guards + inputs).filter { $0.errorOrder == .body }
        // Nothing to tell apart. To describe a model makes its schema, which every start of a process would pay for.
        guard inputs.count > 1 else { return inputs.count }
        var operation = OperationDescription()
        for input in inputs {
            input.describe(&operation)
        }
        return operation.bodies.count { $0.contentType == "application/json" }
    }
}
