import Swiftlet
import SwiftletSecurity

/// Signs and verifies access tokens.
///
/// The subject is the user id, `ver` the token version of the user, `scope` the granted scopes (RFC 9068, section 2.2.3).
struct TokenService: Sendable {
    let lifetime: Duration
    private let signer: JWTSigner
    private let verifier: JWTVerifier

    /// The contents of an access token.
    struct AccessToken {
        let userID: Int
        let version: Int
        let scopes: [String]
    }

    init(_ settings: Settings, clock: WallClock) throws {
        let key = try JWTKey(
            secret: Array(settings.secretKey.revealed.utf8),
            algorithm: JWTAlgorithm(name: settings.algorithm) ?? .hs256
        )
        lifetime = settings.accessTokenLifetime
        signer = try JWTSigner(keys: JWKSet(key), lifetime: settings.accessTokenLifetime, clock: clock)
        verifier = JWTVerifier(keys: JWKSet(key), clock: clock)
    }

    func token(for user: User, scopes: [String]) throws -> Token {
        var claims = JWTClaims(subject: "\(user.id)")
        claims["ver"] = .integer(user.tokenVersion)
        claims["scope"] = .string(scopes.joined(separator: " "))
        return Token(
            accessToken: try signer.sign(claims),
            tokenType: "bearer",
            expiresIn: Int(lifetime.components.seconds),
            refreshToken: .unset,
            scope: .unset
        )
    }

    /// Verifies an access token.
    ///
    /// - Returns: The contents, or `nil` if the token is invalid.
    func verify(_ token: Secret<String>) -> AccessToken? {
        guard let claims = try? verifier.verify(token.revealed), let id = claims.subject.flatMap({ Int($0) }),
            let version = claims["ver"]?.int
        else { return nil }
        return AccessToken(userID: id, version: version, scopes: claims.scopes)
    }
}
