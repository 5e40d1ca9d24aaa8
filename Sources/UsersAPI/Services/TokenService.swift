import FoundationEssentials
import Swiftlet
import SwiftletSecurity

/// Makes and reads access tokens: the subject is a user's id.
struct TokenService: Sendable {
    let lifetime: Duration
    private let signer: JWTSigner
    private let verifier: JWTVerifier

    init(_ settings: Settings, clock: WallClock) throws {
        let now: @Sendable () -> Int64 = { Int64(clock.now().timeIntervalSince1970) }
        let key = try JWTKey(
            secret: Array(settings.secretKey.revealed.utf8),
            algorithm: JWTAlgorithm(name: settings.algorithm) ?? .hs256
        )
        lifetime = settings.accessTokenLifetime
        signer = try JWTSigner(keys: JWKSet(key), lifetime: settings.accessTokenLifetime, now: now)
        verifier = JWTVerifier(keys: JWKSet(key), now: now)
    }

    func token(for user: User) throws -> Token {
        Token(
            accessToken: try signer.sign(JWTClaims(subject: "\(user.id)")),
            tokenType: "bearer",
            expiresIn: Int(lifetime.components.seconds)
        )
    }

    /// The id of the user a token was made for, or `nil` if it is not good, for whatever reason.
    func userID(_ token: Secret<String>) -> Int? {
        guard let claims = try? verifier.verify(token.revealed), let subject = claims.subject else { return nil }
        return Int(subject)
    }
}
