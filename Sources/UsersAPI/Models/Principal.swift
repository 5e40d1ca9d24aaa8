import SwiftletSecurity

/// An authenticated caller: a user, and the scopes of the token that was sent.
struct Principal: ScopedIdentity {
    let user: User
    let scopes: [String]

    /// Creates a caller.
    ///
    /// - Parameters:
    ///   - user: the user.
    ///   - scopes: the granted scopes; `nil` for all of the user's.
    init(_ user: User, scopes: [String]? = nil) {
        self.user = user
        self.scopes = scopes ?? user.scopes
    }

    /// Whether the user is an administrator, and the token allows to act as one.
    var isAdministrator: Bool { user.isAdmin && scopes.contains(AccessScope.admin) }
}
