import FoundationEssentials
import Swiftlet
import SwiftletSecurity

/// Authenticates users by password and by access token.
struct AuthService: Sendable {
    let store: UserStore
    let hasher: PasswordHasher
    let tokens: TokenService

    /// Checks a name and a password.
    ///
    /// An unknown name takes as long as a wrong password and gets the same response, so that no client learns which
    /// addresses are registered. A correct password whose hash is weaker than today's, or of another application, is
    /// hashed again.
    ///
    /// - Throws: ``HTTPError``, 401, if one of the two is wrong; 403 if the user is not active; ``PasswordQueueFull``, 503,
    ///   if too many passwords are waiting to be checked.
    func login(email: String, password: Secret<String>, context: Context) async throws -> User {
        let user = try await store.user(email: email)
        let check = try await hasher.check(password.revealed, against: user?.passwordHash)
        if let user, let error = check.error {
            context.logger.error("The password hash of user \(user.id) cannot be used: \(error)")
        }
        guard check.isCorrect, let user else {
            throw HTTPError.unauthenticated("Bearer", "Incorrect email or password")
        }
        guard user.isActive else { throw HTTPError(.forbidden, "Inactive user") }
        if check.needsRehash { await rehash(password, of: user, context: context) }
        return user
    }

    /// The active user a token was issued to, with the token's scopes.
    ///
    /// - Throws: ``HTTPError``, 401, if the token is not valid, its user is gone, or the user has changed the password or
    ///   logged out everywhere since; 403 if the user is not active.
    func principal(for token: Secret<String>) async throws -> Principal {
        guard let token = tokens.verify(token), let user = try await store.user(token.userID),
            user.tokenVersion == token.version
        else { throw HTTPError.unauthenticated("Bearer", "Could not validate credentials") }
        guard user.isActive else { throw HTTPError(.forbidden, "Inactive user") }
        return Principal(user, scopes: token.scopes)
    }

    /// A login does not fail because the new hash could not be stored.
    private func rehash(_ password: Secret<String>, of user: User, context: Context) async {
        do {
            let hash = try await hasher.hash(password.revealed).encoded
            _ = try await store.replacePasswordHash(of: user.id, user.passwordHash, with: hash)
        } catch {
            context.logger.error("The password of user \(user.id) could not be hashed again: \(error)")
        }
    }
}
