import Swiftlet

/// The form of OAuth 2.0's password flow (RFC 6749, section 4.3.2).
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
        // An empty field counts as missing, and the documentation says so.
        Field("username", \.username, .length(1...254)),
        Field("password", \.password, .length(1...128)),
        Field("scope", \.scope, default: "")
    )
}

/// A token, as OAuth 2.0 answers it (RFC 6749, section 5.1).
struct Token: Model {
    var accessToken: String
    var tokenType: String
    var expiresIn: Int

    static let schema = Schema(
        Token.init,
        Field("access_token", \.accessToken),
        Field("token_type", \.tokenType),
        Field("expires_in", \.expiresIn)
    )
}
