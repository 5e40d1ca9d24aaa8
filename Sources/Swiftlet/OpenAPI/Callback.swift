/// A request that the app sends because of a request to an endpoint, to a URL that the client named.
struct Callback: Sendable {
    let request: Webhook
    /// The URL, with runtime expressions.
    let url: String
}

extension Endpoint {
    /// The same endpoint, with a request that the app sends to a URL the client names, for the OpenAPI document: FastAPI's
    /// [callbacks](https://fastapi.tiangolo.com/advanced/openapi-callbacks/).
    ///
    /// ```swift
    /// createInvoice.callback(
    ///     Webhook("invoice-paid", Body(Payment.self)),
    ///     to: "{$request.body#/callback_url}/invoices"
    /// )
    /// ```
    ///
    /// It documents only: the app's own code sends the request. The URL comes from the client: send to hosts that are
    /// allowed only.
    ///
    /// - Parameters:
    ///   - request: the request; its name is the callback's. One that is attached to several endpoints must have no
    ///     `operationID` of its own, as it is another operation of each.
    ///   - url: the URL, with
    ///     [runtime expressions](https://spec.openapis.org/oas/v3.1.0#runtime-expressions) in braces.
    /// - Returns: the endpoint.
    public func callback(_ request: Webhook, to url: String) -> Endpoint {
        var endpoint = self
        endpoint.callbacks.append(Callback(request: request, url: url))
        return endpoint
    }
}
