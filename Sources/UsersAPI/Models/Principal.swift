import SwiftletSecurity

/// An authenticated caller: a user, and the scopes of the access token.
struct Principal: ScopedIdentity {
    let user: User
    let scopes: [String]

    /// Creates a caller.
    ///
    /// - Parameters:
    ///   - user: The user.
    ///   - scopes: The granted scopes; `nil` for all scopes of the user.
    init(_ user: User, scopes: [String]? = nil) {
        self.user = user
        self.scopes = scopes ?? user.scopes
    }

    /// Whether the user is an administrator, and the token has the administrator scope.
    var isAdministrator: Bool { user.isAdmin && scopes.contains(AccessScope.admin) }
}
