import FoundationEssentials
import SwiftletSQL

/// The sessions in the database: one row per refreshable login.
///
/// A row contains the hash of the only valid refresh token. Every method executes one statement.
struct SessionStore: Sendable {
    private let database: any SQLExecutor

    init(_ database: any SQLExecutor) {
        self.database = database
    }

    /// Inserts a session.
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

    /// Replaces the valid token: of two requests with the same token, one succeeds.
    ///
    /// - Returns: The session, or `nil` if it has ended or `old` is not the hash of the valid token.
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

    /// Deletes a session, which revokes its refresh tokens.
    func delete(_ id: String) async throws {
        try await database.execute("DELETE FROM user_sessions WHERE id = \(id)")
    }

    /// Deletes all sessions of a user.
    func deleteAll(of userID: Int) async throws {
        try await database.execute("DELETE FROM user_sessions WHERE user_id = \(userID)")
    }

    /// Deletes expired sessions.
    func deleteExpired(at now: Date) async throws {
        try await database.execute("DELETE FROM user_sessions WHERE expires_at <= \(now)")
    }
}
