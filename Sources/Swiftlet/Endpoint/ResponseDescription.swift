public import HTTPTypes

/// Documents a response of an endpoint in the OpenAPI document: its model, header fields, content types and links.
///
/// Corresponds to FastAPI's
/// [`responses={404: {"model": Message}}`](https://fastapi.tiangolo.com/advanced/additional-responses/). Declare it for an
/// endpoint, a group, or the whole app; the innermost declaration for a status overrides the others. With the endpoint's
/// own status it describes the successful response.
///
/// ```swift
/// let readArticle = Endpoint(.get, "/{id}", operationID: "read_article", Path("id", Int.self)) { id in
///     Article(id: id, title: "Ranges")
/// }
/// .responding(
///     ResponseDescription(.ok, headers: [ResponseHeader("ETag")]),
///     ResponseDescription(.notFound, "There is no such article.", model: Problem.self)
/// )
/// ```
///
/// It has no effect on the response that the endpoint or an ``ErrorHandler`` returns.
public struct ResponseDescription: Sendable {
    /// The status.
    package let status: HTTPResponse.Status
    /// The response's description; CommonMark.
    ///
    /// Defaults to the description of the endpoint's failures with this status, or to the reason phrase.
    package let description: String?
    /// The model of the body; without one, an error has the app's error format and any other response no body.
    package let model: (any EndpointOutput.Type)?
    /// The response's header fields.
    package let headers: [ResponseHeader]
    /// The content types of the body, the model's first; `application/json` by default.
    package let contentTypes: [String]
    /// The links to operations that a client can call next.
    package let links: [ResponseLink]

    /// Creates the documentation of a response.
    ///
    /// - Parameters:
    ///   - status: The status.
    ///   - description: The response's description; CommonMark.
    ///   - model: The model of the body.
    ///   - headers: The response's header fields.
    ///   - contentTypes: The content types of the body, the model's first; `application/json` by default.
    ///   - links: The links to operations that a client can call next. A link to an operation that is not in the document is an
    ///     ``AppError`` at startup.
    public init(
        _ status: HTTPResponse.Status,
        _ description: String? = nil,
        model: (any EndpointOutput.Type)? = nil,
        headers: [ResponseHeader] = [],
        contentTypes: [String] = [],
        links: [ResponseLink] = []
    ) {
        self.status = status
        self.description = description
        self.model = model
        self.headers = headers
        self.contentTypes = contentTypes
        self.links = links
    }
}

extension Endpoint {
    /// Returns the endpoint with additional response documentation: models, header fields, links, further statuses.
    public func responding(_ responses: ResponseDescription...) -> Endpoint {
        var endpoint = self
        endpoint.responses += responses
        return endpoint
    }
}
