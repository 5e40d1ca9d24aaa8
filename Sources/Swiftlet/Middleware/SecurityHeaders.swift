public import HTTPTypes

/// Header fields that make browsers careful with the responses of an API.
///
/// A field the endpoint has set stays as it is.
public struct SecurityHeaders: Middleware {
    private let fields: HTTPFields

    /// Creates the middleware.
    ///
    /// - Parameter additional: fields beside the usual ones, or in their place.
    public init(additional: HTTPFields = [:]) {
        var fields: HTTPFields = [
            .strictTransportSecurity: "max-age=31536000; includeSubDomains",
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
        return response
    }
}
