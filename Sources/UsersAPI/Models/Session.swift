import FoundationEssentials
import SwiftletSQL

/// A login that can be refreshed: what all its refresh tokens, one after another, have in common.
struct Session: Sendable {
    let id: String
    let userID: Int
    /// The user's token version at the login.
    let tokenVersion: Int
    /// The scopes granted at the login.
    let scopes: [String]
}

extension Session: SQLRowDecodable {
    init(row: SQLRow) throws(SQLError) {
        id = try row["id"]
        userID = try row["user_id"]
        tokenVersion = try row["token_version"]
        let scopes: String = try row["scopes"]
        self.scopes = scopes.split(separator: " ").map(String.init)
    }
}
