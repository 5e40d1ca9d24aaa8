public import HTTPTypes
import SwiftletJSON

/// An endpoint: an HTTP method, a path, typed inputs and a handler closure.
///
/// ```swift
/// let getUser = Endpoint(
///     .get,
///     "/{user_id}",
///     operationID: "get_user",
///     summary: "Get a specific user by ID",
///     requires: [Security(currentUser, scopes: [AccessScope.read])],
///     Path("user_id", UserID.self),
///     Inject(userService),
///     failures: [.notFound("User not found")]
/// ) { id, users in
///     UserResponse(try await users.user(id))
/// }
/// ```
///
/// The inputs are extracted and validated together, and all validation errors are returned in one response with status 422.
/// The closure receives the values in the order of the inputs.
public struct Endpoint: Sendable {
    /// The HTTP method.
    package let method: HTTPRequest.Method
    /// The path below the prefix of its routes: `""`, or segments that are literal text, `{name}`, or, as the last one,
    /// `{name:path}` for the rest of the path.
    package let path: String
    /// The operation ID in the OpenAPI document, also the name for deployment; `nil` to derive it from summary, path and
    /// method.
    package var operationID: String?
    /// A short summary for the OpenAPI document.
    package var summary: String?
    /// A longer description for the OpenAPI document; CommonMark.
    package var description: String?
    /// The OpenAPI tags.
    package var tags: [String]
    /// The default response status.
    package let status: HTTPResponse.Status
    /// The documented error responses.
    package var failures: [Failure]
    /// Additional response documentation.
    package var responses: [ResponseDescription]
    /// The OpenAPI callbacks: requests that the app sends to a URL provided by the client.
    var callbacks: [Callback]
    /// Whether the endpoint is deprecated.
    package var isDeprecated: Bool
    /// Whether the OpenAPI document includes the endpoint.
    package var isDocumented: Bool
    /// The content types of a ``Response`` returned by the closure, for the OpenAPI document.
    package var contentTypes: [String]

    /// The inputs that are required, but whose values are not used.
    let guards: [any EndpointInput]
    let inputs: [any EndpointInput]
    let describeOutput: @Sendable (inout SchemaRegistry) -> JSONObject?
    /// Validates the guards and the inputs together, and runs the closure if all of them are valid.
    let run: @Sendable (_ scope: RequestScope, _ guards: [AnyInput]) async throws -> Response

    /// Creates an endpoint that returns a value.
    ///
    /// - Parameters:
    ///   - method: The HTTP method.
    ///   - path: The path below the prefix of its routes.
    ///   - operationID: The operation ID, also the name for deployment.
    ///   - summary: A short summary for the OpenAPI document.
    ///   - description: A longer description for the OpenAPI document; CommonMark.
    ///   - status: The default response status.
    ///   - tags: The OpenAPI tags.
    ///   - requirements: Dependencies and inputs that the endpoint requires without using their values, such as
    ///     `currentUser`: an invalid one rejects the request.
    ///   - input: The inputs, whose values are passed to the closure.
    ///   - failures: The documented error responses.
    ///   - body: Handles the request. An ``HTTPError`` that it throws determines the response; any other error is a 500.
    public init<each Input: EndpointInput, Output: EndpointOutput>(
        _ method: HTTPRequest.Method,
        _ path: String,
        operationID: String? = nil,
        summary: String? = nil,
        description: String? = nil,
        status: HTTPResponse.Status = .ok,
        tags: [String] = [],
        requires requirements: [any Requirement] = [],
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
        self.guards = requirements.map(\.requiredInput)
        let list = InputList(repeat each input)
        self.inputs = list.inputs
        self.describeOutput = Output.describeOutput
        self.run = { scope, guards in
            var reader = try await list.reader(for: scope, guards: guards)
            do {
                try reader.check(guards)
                return try await body(repeat reader.next((each Input).self)).response(status)
            } catch is InvalidInput {
                // The errors found by dependencies come first.
                throw RequestValidationFailure(scope.errors + reader.errors())
            }
        }
    }

    /// Creates an endpoint that returns no body; the default status is 204.
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
        requires requirements: [any Requirement] = [],
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
            requires: requirements,
            repeat each input,
            failures: failures
        ) { (values: repeat (each Input).Value) -> Response in
            try await body(repeat each values)
            return Response(status)
        }
        self.contentTypes = []
    }

    /// Returns the endpoint, marked as deprecated in the OpenAPI document.
    public func deprecated() -> Endpoint {
        var endpoint = self
        endpoint.isDeprecated = true
        return endpoint
    }

    /// Returns the endpoint with the content types of its ``Response``, such as `text/csv`, for the OpenAPI document.
    public func producing(_ contentTypes: String...) -> Endpoint {
        var endpoint = self
        endpoint.contentTypes = contentTypes
        return endpoint
    }

    /// Returns the endpoint, excluded from the OpenAPI document.
    public func undocumented() -> Endpoint {
        var endpoint = self
        endpoint.isDocumented = false
        return endpoint
    }

    /// The number of inputs and guards that read the body; several JSON inputs are members of one object.
    func bodyCount(with guards: [any EndpointInput]) -> Int {
        let inputs = (guards + inputs).filter { $0.inputLocation == .body }
        // A single input needs no description, which would build its model's schema at every startup.
        guard inputs.count > 1 else { return inputs.count }
        var operation = OperationDescription()
        for input in inputs {
            input.describe(&operation)
        }
        return operation.bodies.count { $0.contentType == "application/json" }
    }
}
