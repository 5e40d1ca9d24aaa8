import FoundationEssentials
import SwiftletSQL

/// The sessions in the database: one row for each login that can be refreshed.
///
/// A row holds the hash of the only refresh token that is valid. Every method is one statement.
struct SessionStore: Sendable {
    private let database: any SQLExecutor

    init(_ database: any SQLExecutor) {
        self.database = database
    }

    /// Adds a session.
    func insert(_ session: Session, tokenHash: String, expiresAt: Date) async throws {
        try await database.execute(
            """
            INSERT INTO user_sessions (id, user_id, token_version, scopes, token_hash, expires_at)
            VALUES (
                \(session.id), \(session.userID), \(session.tokenVersion), \(session.scopes.joined(separator: " ")),
                \(tokenHash), \(expiresAt)
            )
            """
        )
    }

    /// Replaces the valid token: of two requests with the same token one succeeds.
    ///
    /// - Returns: the session, or `nil` if it has ended, or the token with the hash `old` is not the valid one.
    func rotate(_ id: String, from old: String, to new: String, expiresAt: Date, at now: Date) async throws -> Session?
    {
        try await database
            .query(
                """
                UPDATE user_sessions SET token_hash = \(new), expires_at = \(expiresAt)
                WHERE id = \(id) AND token_hash = \(old) AND expires_at > \(now)
                RETURNING id, user_id, token_version, scopes
                """
            )
            .first?
            .decode(Session.self)
    }

    /// Removes a session, and with it all its refresh tokens.
    func delete(_ id: String) async throws {
        try await database.execute("DELETE FROM user_sessions WHERE id = \(id)")
    }

    /// Removes all sessions of a user.
    func deleteAll(of userID: Int) async throws {
        try await database.execute("DELETE FROM user_sessions WHERE user_id = \(userID)")
    }

    /// Removes the sessions that have expired.
    func deleteExpired(at now: Date) async throws {
        try await database.execute("DELETE FROM user_sessions WHERE expires_at <= \(now)")
    }
}
