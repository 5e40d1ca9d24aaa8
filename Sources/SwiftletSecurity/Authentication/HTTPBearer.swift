public import Swiftlet

/// A bearer token, wherever the client got it: `Authorization: Bearer …` (RFC 6750).
public struct HTTPBearer: Credential {
    /// The credential: shown nowhere.
    public typealias Value = Secret<String>

    /// What `WWW-Authenticate` asks for: `Bearer`.
    public let challenge = "Bearer"
    /// HTTP authentication with the scheme `bearer`.
    public let scheme: SecurityScheme

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - format: what the token is, for the documentation, such as `JWT`.
    ///   - name: the name under which the document lists the scheme.
    public init(format: String? = nil, name: String = "HTTPBearer") {
        var definition: JSONObject = ["type": "http", "scheme": "bearer"]
        if let format { definition["bearerFormat"] = .string(format) }
        self.scheme = SecurityScheme(name: name, definition: definition)
    }

    /// The token.
    public func credential(in request: Request) -> Secret<String>? {
        AuthorizationHeader(request)?.bearerToken.map(Secret.init)
    }
}
