public import HTTPTypes

/// A request that the app sends to its users' servers, for the OpenAPI document: FastAPI's
/// [webhooks](https://fastapi.tiangolo.com/advanced/openapi-webhooks/).
///
/// ```swift
/// Webhook("new-subscription", summary: "A customer has subscribed", Body(Subscription.self))
/// ```
///
/// It documents only: no route is added, and the app's own code sends the request.
public struct Webhook: AppComponent {
    /// The webhook's name: its key in the document, which is not a path.
    public let name: String
    /// What the request carries, with the tags of the groups that the webhook is listed in.
    var operation: Endpoint

    /// Creates a description of a webhook.
    ///
    /// - Parameters:
    ///   - name: the webhook's name.
    ///   - method: the method of the request.
    ///   - operationID: the name for generated code, unique in the document; by default `webhook_`, the name and the method,
    ///     and for a callback the endpoint's operation ID, the name and the method.
    ///   - summary: a short title.
    ///   - description: a longer text; CommonMark.
    ///   - status: the status the app expects.
    ///   - tags: the groups it is listed in.
    ///   - input: what the request carries: parameters, header fields, a body.
    ///   - responses: further responses that the app handles.
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
            // Never called: only its inputs are described.
            Response(status)
        }
        operation.contentTypes = []
        operation.responses = responses
        self.operation = operation
    }

    /// False.
    public static var isMiddleware: Bool { false }

    /// Adds the webhook to the document, with the tags of its groups.
    public func register(in assembly: inout AppAssembly) {
        assembly.add(self)
    }
}
