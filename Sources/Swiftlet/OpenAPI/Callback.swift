/// An OpenAPI callback: a request that the app sends to a URL provided by the client of an endpoint.
struct Callback: Sendable {
    let request: Webhook
    /// The URL, which may contain runtime expressions.
    let url: String
}

extension Endpoint {
    /// Returns the endpoint with a documented callback, a request that the app sends to a URL provided by the client; FastAPI's
    /// [callbacks](https://fastapi.tiangolo.com/advanced/openapi-callbacks/).
    ///
    /// ```swift
    /// let publish = readArticle.callback(
    ///     Webhook("article-published", Body(Article.self)),
    ///     to: "{$request.query.callback_url}/articles"
    /// )
    /// ```
    ///
    /// This only adds documentation; the app sends the request itself. Because the client provides the URL, send only to hosts
    /// on an allowlist.
    ///
    /// - Parameters:
    ///   - request: The request, whose name becomes the callback's name. A request that is attached to several endpoints must
    ///     not set `operationID`, because it is a separate operation of each.
    ///   - url: The URL, with
    ///     [runtime expressions](https://spec.openapis.org/oas/v3.1.0#runtime-expressions) in braces.
    /// - Returns: The endpoint.
    public func callback(_ request: Webhook, to url: String) -> Endpoint {
        var endpoint = self
        endpoint.callbacks.append(Callback(request: request, url: url))
        return endpoint
    }
}
