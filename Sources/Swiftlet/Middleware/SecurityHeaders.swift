public import HTTPTypes

/// Header fields that make browsers and caches careful with the responses of an API.
///
/// They are `Strict-Transport-Security`, `X-Content-Type-Options`, `X-Frame-Options`, `Referrer-Policy` and
/// `Cross-Origin-Resource-Policy`; and `Cache-Control: no-store` on the response to a request with credentials, which are
/// an `Authorization`, `Cookie` or `X-API-Key` field and what an authorizer of the platform has added, so that no cache keeps
/// it. A field the endpoint has set stays as it is.
public struct SecurityHeaders: Middleware {
    private let fields: HTTPFields

    /// Creates the middleware.
    ///
    /// - Parameters:
    ///   - includesSubdomains: whether browsers use HTTPS for a year not only for the app's domain but for every domain
    ///     below it (RFC 6797, section 6.1.2): only where all of them are served over HTTPS.
    ///   - additional: fields beside the usual ones, or in their place.
    public init(includesSubdomains: Bool = false, additional: HTTPFields = [:]) {
        var fields: HTTPFields = [
            .strictTransportSecurity: "max-age=31536000" + (includesSubdomains ? "; includeSubDomains" : ""),
            .xContentTypeOptions: "nosniff",
        ]
        for (name, value) in [
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-site"),
        ] {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        for field in additional {
            fields[field.name] = field.value
        }
        self.fields = fields
    }

    /// Adds the fields to the response.
    public func handle(_ request: Request, _ context: Context, next: @escaping Next) async throws -> Response {
        var response = try await next(request, context)
        for field in fields where !response.headers.contains(field.name) {
            response.headers.append(field)
        }
        if response.headers[.cacheControl] == nil, request.hasCredentials() {
            response.headers[.cacheControl] = "no-store"
        }
        return response
    }
}
