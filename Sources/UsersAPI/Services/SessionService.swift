import FoundationEssentials
import Swiftlet
import SwiftletSQL
import SwiftletSecurity

/// Starts, refreshes and ends user sessions.
///
/// Refresh tokens are single-use: a refresh rotates the token. Reuse means that the token was stolen, so the session is ended
/// for both parties (RFC 9700, section 4.14.2).
struct SessionService: Sendable {
    let database: Database
    let tokens: TokenService
    let lifetime: Duration
    let clock: WallClock

    /// Issues the tokens for a login: an access token and, if requested, a refresh token.
    func start(for user: User, requesting request: ScopeRequest, context: Context) async throws -> Token {
        let scopes = request.granted(from: user.scopes)
        var token = try tokens.token(for: user, scopes: scopes)
        if !request.isEmpty { token.scope = .value(scopes.joined(separator: " ")) }
        if request.isOffline {
            let refreshToken = try RefreshToken()
            let session = Session(
                id: refreshToken.sessionID,
                userID: user.id,
                tokenVersion: user.tokenVersion,
                scopes: scopes
            )
            try await SessionStore(database).insert(session, tokenHash: refreshToken.hash, expiresAt: expiry)
            token.refreshToken = .value(refreshToken.text)
            await deleteExpired(context: context)
        }
        return token
    }

    /// Exchanges a refresh token for an access token and the next refresh token, in one transaction: if it is not committed,
    /// the refresh token stays valid.
    ///
    /// - Throws: ``HTTPError``, 401, if the token has expired, was used before or is unknown, or its user can no longer log
    ///   in.
    func refresh(_ text: Secret<String>, requesting request: ScopeRequest) async throws -> Token {
        guard let old = RefreshToken(text) else { throw Self.invalidToken }
        let token = try await database.transaction { transaction in
            try await rotate(old, requesting: request, transaction)
        }
        guard let token else { throw Self.invalidToken }
        return token
    }

    /// Returns the next tokens, or `nil` after deleting the session, which the caller commits.
    private func rotate(
        _ old: RefreshToken,
        requesting request: ScopeRequest,
        _ transaction: Transaction
    ) async throws -> Token? {
        let sessions = SessionStore(transaction)
        let new = try old.rotated()
        let rotated = try await sessions.rotate(
            old.sessionID,
            from: old.hash,
            to: new.hash,
            expiresAt: expiry,
            at: clock.now()
        )
        guard let session = rotated, let user = try await UserStore(transaction).user(session.userID), user.isActive,
            user.tokenVersion == session.tokenVersion
        else {
            try await sessions.delete(old.sessionID)
            return nil
        }
        let available = session.scopes.filter(user.scopes.contains)
        let scopes = request.granted(from: available)
        var token = try tokens.token(for: user, scopes: scopes)
        token.refreshToken = .value(new.text)
        if !request.isEmpty { token.scope = .value(scopes.joined(separator: " ")) }
        return token
    }

    /// Ends the session of a refresh token; unknown tokens are ignored (RFC 7009, section 2.2).
    func end(_ text: Secret<String>) async throws {
        if let token = RefreshToken(text) { try await SessionStore(database).delete(token.sessionID) }
    }

    /// Ends all sessions of a user, and revokes the user's access tokens.
    func endAll(of user: User) async throws {
        try await UserStore(database).revokeTokens(of: user.id)
    }

    private var expiry: Date { clock.now().addingTimeInterval(TimeInterval(lifetime.components.seconds)) }

    private static let invalidToken = HTTPError.unauthenticated("Bearer", "Invalid refresh token")

    /// Deletes expired sessions; a failure is logged and does not fail the login.
    private func deleteExpired(context: Context) async {
        do {
            try await SessionStore(database).deleteExpired(at: clock.now())
        } catch {
            context.logger.warning("Could not delete expired sessions: \(error)")
        }
    }
}
