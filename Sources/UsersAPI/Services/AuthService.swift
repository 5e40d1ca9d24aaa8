import FoundationEssentials
import Swiftlet
import SwiftletSecurity

/// Authenticates users by password and by access token.
struct AuthService: Sendable {
    let store: UserStore
    let hasher: PasswordHasher
    let tokens: TokenService

    /// Verifies an email address and a password.
    ///
    /// An unknown address takes as long as a wrong password and gets the same response, so that clients cannot find out which
    /// addresses are registered. A correct password is rehashed if its hash is weaker than the current parameters or has a
    /// legacy format.
    ///
    /// - Throws: ``HTTPError``, 401, if the address or the password is wrong; 403 if the user is inactive;
    ///   ``PasswordQueueFull``, 503, if too many passwords are waiting to be checked.
    func login(email: String, password: Secret<String>, context: Context) async throws -> User {
        let user = try await store.user(email: email)
        let check = try await hasher.check(password.revealed, against: user?.passwordHash)
        if let user, let error = check.error {
            context.logger.error("Invalid password hash for user \(user.id): \(error)")
        }
        guard check.isCorrect, let user else {
            throw HTTPError.unauthenticated("Bearer", "Incorrect email or password")
        }
        guard user.isActive else { throw HTTPError(.forbidden, "Inactive user") }
        if check.needsRehash { await rehash(password, of: user, context: context) }
        return user
    }

    /// Returns the active user of an access token, with the scopes of the token.
    ///
    /// - Throws: ``HTTPError``, 401, if the token is invalid, its user is deleted, or the user has changed the password or
    ///   logged out everywhere since; 403 if the user is inactive.
    func principal(for token: Secret<String>) async throws -> Principal {
        guard let token = tokens.verify(token), let user = try await store.user(token.userID),
            user.tokenVersion == token.version
        else { throw HTTPError.unauthenticated("Bearer", "Could not validate credentials") }
        guard user.isActive else { throw HTTPError(.forbidden, "Inactive user") }
        return Principal(user, scopes: token.scopes)
    }

    /// Rehashes a password; a failure is logged and does not fail the login.
    private func rehash(_ password: Secret<String>, of user: User, context: Context) async {
        do {
            let hash = try await hasher.hash(password.revealed).encoded
            _ = try await store.replacePasswordHash(of: user.id, user.passwordHash, with: hash)
        } catch {
            context.logger.error("Could not rehash the password of user \(user.id): \(error)")
        }
    }
}
