public import HTTPTypes

/// Documents a request that the app sends to its users' servers; FastAPI's
/// [webhooks](https://fastapi.tiangolo.com/advanced/openapi-webhooks/).
///
/// ```swift
/// Webhook("article-published", summary: "An article was published", Body(Article.self))
/// ```
///
/// This only adds documentation: no route is registered, and the app sends the request itself.
public struct Webhook: AppComponent {
    /// The webhook's name, which is its key in the document and not a path.
    package let name: String
    /// The request, with the tags of the webhook's groups.
    var operation: Endpoint

    /// Creates the documentation of a webhook.
    ///
    /// - Parameters:
    ///   - name: The webhook's name.
    ///   - method: The HTTP method.
    ///   - operationID: The operation ID, unique in the document. Defaults to `webhook_`, the name and the method, and for a
    ///     callback to the endpoint's operation ID, the name and the method.
    ///   - summary: A short summary.
    ///   - description: A longer description; CommonMark.
    ///   - status: The status that the app expects.
    ///   - tags: The OpenAPI tags.
    ///   - input: The request's contents: parameters, header fields, a body.
    ///   - responses: Additional responses that the app handles.
    public init<each Input: EndpointInput>(
        _ name: String,
        method: HTTPRequest.Method = .post,
        operationID: String? = nil,
        summary: String? = nil,
        description: String? = nil,
        status: HTTPResponse.Status = .ok,
        tags: [String] = [],
        _ input: repeat each Input,
        responses: [ResponseDescription] = []
    ) {
        self.name = name
        var operation = Endpoint(
            method,
            "/" + name,
            operationID: operationID,
            summary: summary,
            description: description,
            status: status,
            tags: tags,
            repeat each input
        ) { (_: repeat (each Input).Value) -> Response in
            // Never called; only the inputs are described.
            Response(status)
        }
        operation.contentTypes = []
        operation.responses = responses
        self.operation = operation
    }

    /// Returns the route that describes the request.
    func route(_ operationID: String) -> Route {
        Route(operation, path: RoutePath(operation.path), operationID: operationID)
    }

    /// Adds the webhook to the document, with the tags of its groups.
    public func register(in assembly: inout AppAssembly) {
        assembly.add(self)
    }
}
