public import HTTPTypes

/// A response of an endpoint, for the OpenAPI document: its model, header fields, content types and links.
///
/// The counterpart of FastAPI's
/// [`responses={404: {"model": Message}}`](https://fastapi.tiangolo.com/advanced/additional-responses/). Declare it for one
/// endpoint, for a group, or for the whole app; the innermost declaration for a status replaces the others. With the
/// endpoint's own status it describes the successful response.
///
/// ```swift
/// let getItem = Endpoint(.get, "/items/{id}", Path("id", Int.self)) { id in try await item(id) }
///     .responding(
///         ResponseDescription(.ok, headers: [ResponseHeader("ETag")]),
///         ResponseDescription(.notFound, "There is no such item.", model: Message.self)
///     )
///
/// Routes("/items", responses: [ResponseDescription(.serviceUnavailable, headers: [ResponseHeader("Retry-After")])]) { … }
/// ```
///
/// It documents only: what is sent is what the endpoint returns, or what an ``ErrorHandler`` makes of its error.
public struct ResponseDescription: Sendable {
    /// The status.
    public let status: HTTPResponse.Status
    /// When it is sent; CommonMark.
    ///
    /// Without one it is that of the endpoint's failures of this status, or the reason phrase.
    public let description: String?
    /// The model of its body; without one an error has the app's usual form, and any other response no body.
    public let model: (any EndpointOutput.Type)?
    /// Its header fields.
    public let headers: [ResponseHeader]
    /// The content types of its body: the model's first, `application/json` by default.
    public let contentTypes: [String]
    /// What a client can do next with its values.
    public let links: [ResponseLink]

    /// Creates a description of a response.
    ///
    /// - Parameters:
    ///   - status: the status.
    ///   - description: when it is sent; CommonMark.
    ///   - model: the model of its body.
    ///   - headers: its header fields.
    ///   - contentTypes: the content types of its body: the model's first, `application/json` by default.
    ///   - links: what a client can do next with its values. One to an operation that is not documented is an ``AppError`` at
    ///     start.
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
    /// The same endpoint, with more about its responses in the documentation: models, header fields, links, further statuses.
    public func responding(_ responses: ResponseDescription...) -> Endpoint {
        var endpoint = self
        endpoint.responses += responses
        return endpoint
    }
}
