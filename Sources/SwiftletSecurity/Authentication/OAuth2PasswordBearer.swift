public import Swiftlet

/// A bearer token that clients obtain with the OAuth 2.0 password grant: `Authorization: Bearer …` (RFC 6750).
///
/// The value is the unverified token: verify it with a ``JWTVerifier``, and require scopes with ``Security``.
///
/// ```swift
/// let currentUser = Dependency(
///     .perRequest,
///     OAuth2PasswordBearer(tokenURL: "auth/login", refreshURL: "auth/refresh", scopes: AccessScope.descriptions),
///     Inject(authService),
///     name: "currentUser"
/// ) { token, auth in
///     try await auth.principal(for: token)
/// }
/// ```
public struct OAuth2PasswordBearer: Credential {
    /// The token, which is redacted in logs and errors.
    public typealias Value = Secret<String>

    /// The `WWW-Authenticate` challenge: `Bearer`.
    public let challenge = "Bearer"
    /// The OpenAPI security scheme: the OAuth 2.0 password flow, with its URLs and scopes.
    public let scheme: SecurityScheme

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - tokenURL: The URL of the token endpoint: absolute, or relative to the server in the OpenAPI document.
    ///   - refreshURL: The URL for exchanging a refresh token, in the same form, or `nil` if there are no refresh tokens.
    ///   - scopes: The available scopes with their descriptions.
    ///   - name: The name of the scheme in the OpenAPI document.
    public init(
        tokenURL: String,
        refreshURL: String? = nil,
        scopes: [String: String] = [:],
        name: String = "OAuth2PasswordBearer"
    ) {
        var urls = ["tokenUrl": tokenURL]
        urls["refreshUrl"] = refreshURL
        self.scheme = SecurityScheme(oauth2: name, flow: "password", urls: urls, scopes: scopes)
    }

    /// Returns the token, or `nil` if it is absent or malformed.
    public func credential(in request: Request) -> Secret<String>? {
        AuthorizationHeader(request)?.bearerToken.map(Secret.init)
    }
}

extension JWTClaims {
    /// Checks that the token has all of these scopes.
    ///
    /// - Throws: ``HTTPError``, 403, naming the required scopes, if one is missing.
    public func require(scopes needed: [String]) throws(HTTPError) {
        guard hasScopes(needed) else { throw HTTPError.insufficientScope(needed) }
    }
}
