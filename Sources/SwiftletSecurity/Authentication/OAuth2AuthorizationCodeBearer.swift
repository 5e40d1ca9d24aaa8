public import Swiftlet

/// A bearer token that clients obtain with the OAuth 2.0 authorization code grant (RFC 6749, section 4.1):
/// `Authorization: Bearer …` (RFC 6750).
///
/// The value is the unverified token: verify it with a ``JWTVerifier``, such as one with the keys of the authorization server.
/// The documentation page obtains a token with PKCE (RFC 7636).
///
/// ```swift
/// let employeeToken = OAuth2AuthorizationCodeBearer(
///     authorizationURL: "https://login.example.com/authorize",
///     tokenURL: "https://login.example.com/oauth/token",
///     scopes: ["notes": "Read and write notes"]
/// )
/// ```
public struct OAuth2AuthorizationCodeBearer: Credential {
    /// The token, which is redacted in logs and errors.
    public typealias Value = Secret<String>

    /// The `WWW-Authenticate` challenge: `Bearer`.
    public let challenge = "Bearer"
    /// The OpenAPI security scheme: the OAuth 2.0 authorization code flow, with its URLs and scopes.
    public let scheme: SecurityScheme

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - authorizationURL: The URL of the authorization endpoint: absolute, or relative to the OpenAPI document.
    ///   - tokenURL: The URL of the token endpoint, in the same form.
    ///   - refreshURL: The URL for exchanging a refresh token, in the same form, or `nil` if there are no refresh tokens.
    ///   - scopes: The available scopes with their descriptions.
    ///   - name: The name of the scheme in the OpenAPI document.
    public init(
        authorizationURL: String,
        tokenURL: String,
        refreshURL: String? = nil,
        scopes: [String: String] = [:],
        name: String = "OAuth2AuthorizationCodeBearer"
    ) {
        var urls = ["authorizationUrl": authorizationURL, "tokenUrl": tokenURL]
        urls["refreshUrl"] = refreshURL
        self.scheme = SecurityScheme(oauth2: name, flow: "authorizationCode", urls: urls, scopes: scopes)
    }

    /// Returns the token, or `nil` if it is absent or malformed.
    public func credential(in request: Request) -> Secret<String>? {
        AuthorizationHeader(request)?.bearerToken.map(Secret.init)
    }
}
