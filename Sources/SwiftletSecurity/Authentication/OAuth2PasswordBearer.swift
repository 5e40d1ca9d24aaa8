public import Swiftlet

/// A bearer token that a client gets by the OAuth 2.0 password flow: `Authorization: Bearer …` (RFC 6750).
///
/// The value is the token, whatever is in it: a ``JWTVerifier`` says whether it is good.
///
/// ```swift
/// let currentUser = Dependency(.perRequest, OAuth2PasswordBearer(tokenURL: "auth/login"), Inject(userStore)) {
///     token, users in …
/// }
/// ```
public struct OAuth2PasswordBearer: Credential {
    /// The credential: shown nowhere.
    public typealias Value = Secret<String>

    /// What `WWW-Authenticate` asks for: `Bearer`.
    public let challenge = "Bearer"
    /// The OAuth2 password flow, with its token URL and scopes.
    public let scheme: SecurityScheme

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - tokenURL: where a client gets a token: relative to the OpenAPI document's server, or absolute.
    ///   - scopes: the scopes there are, with what each allows.
    ///   - required: the scopes the endpoint needs, for the documentation; ``JWTClaims/require(scopes:)`` checks them.
    ///   - name: the name under which the document lists the scheme.
    public init(
        tokenURL: String,
        scopes: [String: String] = [:],
        requiring required: [String] = [],
        name: String = "OAuth2PasswordBearer"
    ) {
        var described: JSONObject = [:]
        for (scope, text) in scopes.sorted(by: { $0.key < $1.key }) {
            described[scope] = .string(text)
        }
        let flow: JSON = ["scopes": .object(described), "tokenUrl": .string(tokenURL)]
        self.scheme = SecurityScheme(
            name: name,
            definition: ["type": "oauth2", "flows": ["password": flow]],
            scopes: required
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
