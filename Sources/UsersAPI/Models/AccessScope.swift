/// The OAuth 2.0 scopes of the service (RFC 6749, section 3.3).
enum AccessScope {
    /// Read users.
    static let read = "users:read"
    /// Change and delete one's own user.
    static let write = "users:write"
    /// Create users, and change and delete all of them: administrators only.
    static let admin = "users:admin"
    /// Requests a refresh token, as in OpenID Connect Core 1.0, section 11; no endpoint requires it.
    static let offline = "offline_access"

    /// The descriptions of the scopes in the OpenAPI document.
    static let descriptions = [
        read: "Read users.",
        write: "Change and delete your own user.",
        admin: "Create users, and change and delete all users; granted to administrators.",
        offline: "Get a refresh token.",
    ]
}

extension User {
    /// The scopes that the user can be granted.
    var scopes: [String] {
        [AccessScope.read, AccessScope.write] + (isAdmin ? [AccessScope.admin] : [])
    }
}
