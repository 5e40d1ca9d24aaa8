import FoundationEssentials
import SwiftletSQL

/// A login that can be refreshed, with a sequence of refresh tokens.
struct Session: Sendable {
    let id: String
    let userID: Int
    /// The token version of the user at login.
    let tokenVersion: Int
    /// The scopes granted at login.
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
