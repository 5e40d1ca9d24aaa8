public import Swiftlet

/// A bearer token from any issuer: `Authorization: Bearer …` (RFC 6750).
///
/// ```swift
/// let byToken = Endpoint(.get, "/jobs", HTTPBearer()) { token in
///     guard ConstantTime.equal(token.revealed, expected) else { throw HTTPError(.forbidden) }
/// }
/// ```
public struct HTTPBearer: Credential {
    /// The token, which is redacted in logs and errors.
    public typealias Value = Secret<String>

    /// The `WWW-Authenticate` challenge: `Bearer`.
    public let challenge = "Bearer"
    /// The OpenAPI security scheme: HTTP authentication with the scheme `bearer`.
    public let scheme: SecurityScheme

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - format: The format of the token for the documentation, such as `JWT`.
    ///   - name: The name of the scheme in the OpenAPI document.
    public init(format: String? = nil, name: String = "HTTPBearer") {
        var definition: JSONObject = ["type": "http", "scheme": "bearer"]
        if let format { definition["bearerFormat"] = .string(format) }
        self.scheme = SecurityScheme(name: name, definition: definition)
    }

    /// Returns the token, or `nil` if it is absent or malformed.
    public func credential(in request: Request) -> Secret<String>? {
        AuthorizationHeader(request)?.bearerToken.map(Secret.init)
    }
}
