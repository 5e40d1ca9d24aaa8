import Swiftlet

/// The form of the OAuth 2.0 password grant (RFC 6749, section 4.3.2).
///
/// The username is an email address.
struct LoginForm: Model {
    var grantType: String?
    var username: String
    var password: Secret<String>
    var scope: String

    static let schema = Schema(
        LoginForm.init,
        Field("grant_type", \.grantType, .pattern("^password$")),
        // An empty field counts as missing, and is documented as such.
        Field("username", \.username, .length(1...254)),
        Field("password", \.password, .length(1...128)),
        Field("scope", \.scope, default: "")
    )
}

/// The form for exchanging a refresh token (RFC 6749, section 6).
struct RefreshForm: Model {
    var grantType: GrantType
    var refreshToken: Secret<String>
    var scope: String

    enum GrantType: String, SchemaEnum {
        case refreshToken = "refresh_token"
    }

    static let schema = Schema(
        RefreshForm.init,
        Field("grant_type", \.grantType),
        Field("refresh_token", \.refreshToken, .length(1...200)),
        Field("scope", \.scope, default: "")
    )
}

/// The form for ending a session.
struct LogoutForm: Model {
    var refreshToken: Secret<String>

    static let schema = Schema(LogoutForm.init, Field("refresh_token", \.refreshToken, .length(1...200)))
}

/// The token response to a login or a refresh (RFC 6749, section 5.1).
///
/// `refresh_token` is present if it was requested, `scope` if the client requested scopes.
struct Token: Model {
    var accessToken: String
    var tokenType: String
    var expiresIn: Int
    var refreshToken: Patch<String>
    var scope: Patch<String>

    static let schema = Schema(
        Token.init,
        Field("access_token", \.accessToken),
        Field("token_type", \.tokenType),
        Field("expires_in", \.expiresIn),
        Field("refresh_token", \.refreshToken, .notNull),
        Field("scope", \.scope, .notNull)
    )
}
