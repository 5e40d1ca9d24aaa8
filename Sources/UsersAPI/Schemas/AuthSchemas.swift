import Swiftlet
import SwiftletMacros

/// The form of the OAuth 2.0 password grant (RFC 6749, section 4.3.2).
///
/// The username is an email address.
@Model
struct LoginForm {
    @Rule(.pattern("^password$")) var grantType: String?
    // An empty field counts as missing, and is documented as such.
    @Rule(.length(1...254)) var username: String
    @Rule(.length(1...128)) var password: Secret<String>
    var scope = ""
}

/// The form for exchanging a refresh token (RFC 6749, section 6).
@Model
struct RefreshForm {
    var grantType: GrantType
    @Rule(.length(1...200)) var refreshToken: Secret<String>
    var scope = ""

    enum GrantType: String, SchemaEnum {
        case refreshToken = "refresh_token"
    }
}

/// The form for ending a session.
@Model
struct LogoutForm {
    @Rule(.length(1...200)) var refreshToken: Secret<String>
}

/// The token response to a login or a refresh (RFC 6749, section 5.1).
///
/// `refresh_token` is present if it was requested, `scope` if the client requested scopes.
@Model
struct Token {
    var accessToken: String
    var tokenType: String
    var expiresIn: Int
    @Rule(.notNull) var refreshToken: Patch<String>
    @Rule(.notNull) var scope: Patch<String>
}
