public import HTTPTypes

/// Adds security-related header fields to the responses of an API.
///
/// ```swift
/// let loggedAPI = App(title: "Shop", version: "1.0.0") {
///     RequestLog(level: .debug)
///     SecurityHeaders()
///     sell
/// }
/// ```
///
/// They are `Strict-Transport-Security`, `X-Content-Type-Options`, `X-Frame-Options`, `Referrer-Policy` and
/// `Cross-Origin-Resource-Policy`. A response to a request with credentials (an `Authorization`, `Cookie` or `X-API-Key`
/// field, or the result of a platform authorizer) also has `Cache-Control: no-store`. Fields set by the endpoint are not
/// overwritten.
public struct SecurityHeaders: Middleware {
    private let fields: HTTPFields

    /// Creates the middleware.
    ///
    /// - Parameters:
    ///   - includesSubdomains: Whether `Strict-Transport-Security`, which is valid for a year, also applies to all subdomains
    ///     (RFC 6797, section 6.1.2). Enable it only if all of them are served over HTTPS.
    ///   - additional: Additional fields, which override the default ones.
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
    public func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
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
