import Swiftlet
import SwiftletMacros

/// The form of OAuth 2.0's password flow (RFC 6749, section 4.3.2).
///
/// The username is an email address.
@Model
struct LoginForm {
    @Rule(.pattern("^password$")) var grantType: String?
    // An empty field counts as missing, and the documentation says so.
    @Rule(.length(1...254)) var username: String
    @Rule(.length(1...128)) var password: Secret<String>
    var scope = ""
}

/// The form that exchanges a refresh token (RFC 6749, section 6).
@Model
struct RefreshForm {
    var grantType: GrantType
    @Rule(.length(1...200)) var refreshToken: Secret<String>
    var scope = ""

    enum GrantType: String, SchemaEnum {
        case refreshToken = "refresh_token"
    }
}

/// The form that ends a session.
@Model
struct LogoutForm {
    @Rule(.length(1...200)) var refreshToken: Secret<String>
}

/// The tokens of a login or a refresh (RFC 6749, section 5.1).
///
/// `refresh_token` is there if it was requested, and `scope` if the client requested scopes.
@Model
struct Token {
    var accessToken: String
    var tokenType: String
    var expiresIn: Int
    @Rule(.notNull) var refreshToken: Patch<String>
    @Rule(.notNull) var scope: Patch<String>
}
