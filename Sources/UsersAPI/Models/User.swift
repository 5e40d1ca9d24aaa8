import FoundationEssentials
import SwiftletSQL
import SwiftletSecurity

/// A user in the database.
struct User: Sendable {
    let id: Int
    var email: String
    var name: String
    var passwordHash: String
    var isActive: Bool
    var createdAt: Date
    var updatedAt: Date?
    /// Whether the user is an administrator, who creates users, and changes and deletes all of them.
    var isAdmin = false
    /// Incremented by a password change, a logout of all sessions, and a reactivation: tokens of an earlier version are
    /// rejected.
    var tokenVersion = 0
}

extension User: SQLRowDecodable {
    init(row: SQLRow) throws(SQLError) {
        id = try row["id"]
        email = try row["email"]
        name = try row["name"]
        passwordHash = try row["password_hash"]
        isActive = try row["is_active"]
        createdAt = try row["created_at"]
        updatedAt = try row["updated_at"]
        isAdmin = try row["is_admin"]
        tokenVersion = try row["token_version"]
    }
}
