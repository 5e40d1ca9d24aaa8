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
    /// A wrong name takes as long as a wrong password and is answered alike, so that nobody learns which addresses are
    /// registered. A good password whose hash is weaker than today's is hashed anew.
    ///
    /// - Throws: ``HTTPError``, 401, if one of the two is wrong; 403 if the user is not active.
    func login(email: String, password: Secret<String>, _ context: Context) async throws -> User {
        let user = try await store.user(email: email)
        let hash = user.flatMap { try? PasswordHash(parsing: $0.passwordHash) }
        // Without a hash to compare with, a made-up one is: it takes the same time.
        guard try await hasher.verify(password.revealed, against: hash), let user, let hash else {
            throw HTTPError.unauthenticated("Bearer", "Incorrect email or password")
        }
        guard user.isActive else { throw HTTPError(.forbidden, "Inactive user") }
        if hasher.needsRehash(hash) { await rehash(password, of: user, context) }
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

    /// A login does not fail because the better hash could not be kept.
    private func rehash(_ password: Secret<String>, of user: User, _ context: Context) async {
        do {
            let hash = try await hasher.hash(password.revealed).encoded
            _ = try await store.replacePasswordHash(of: user.id, user.passwordHash, with: hash)
        } catch {
            context.logger.error("The password of user \(user.id) could not be hashed anew: \(error)")
        }
    }
}
