public import Swiftlet

/// A bearer token that a client gets by the OAuth 2.0 password flow: `Authorization: Bearer …` (RFC 6750).
///
/// The value is the token as it was sent: a ``JWTVerifier`` verifies it. ``Security`` requires scopes of what a dependency
/// makes of the token.
///
/// ```swift
/// let currentUser = Dependency(.perRequest, OAuth2PasswordBearer(tokenURL: "auth/login"), Inject(userStore)) {
///     token, users in …
/// }
/// ```
public struct OAuth2PasswordBearer: Credential {
    /// The credential: shown nowhere.
    public typealias Value = Secret<String>

    /// The challenge in `WWW-Authenticate`: `Bearer`.
    public let challenge = "Bearer"
    /// The OAuth2 password flow, with its URLs and scopes.
    public let scheme: SecurityScheme

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - tokenURL: where a client gets a token: relative to the OpenAPI document's server, or absolute.
    ///   - refreshURL: where a client exchanges a refresh token, in the same form; `nil` if there are none.
    ///   - scopes: the scopes there are, with what each allows.
    ///   - name: the name under which the document lists the scheme.
    public init(
        tokenURL: String,
        refreshURL: String? = nil,
        scopes: [String: String] = [:],
        name: String = "OAuth2PasswordBearer"
    ) {
        var described: JSONObject = [:]
        for (scope, text) in scopes.sorted(by: { $0.key < $1.key }) {
            described[scope] = .string(text)
        }
        var flow: JSONObject = ["scopes": .object(described), "tokenUrl": .string(tokenURL)]
        if let refreshURL { flow["refreshUrl"] = .string(refreshURL) }
        self.scheme = SecurityScheme(
            name: name,
            definition: ["type": "oauth2", "flows": ["password": .object(flow)]]
        )
    }

    /// The token.
    public func credential(in request: Request) -> Secret<String>? {
        AuthorizationHeader(request)?.bearerToken.map(Secret.init)
    }
}

extension JWTClaims {
    /// Checks that a token carries scopes.
    ///
    /// - Throws: ``HTTPError``, 403, naming what is needed, if one is missing.
    public func require(scopes needed: [String]) throws(HTTPError) {
        guard hasScopes(needed) else { throw HTTPError.insufficientScope(needed) }
    }
}
