import Swiftlet
import SwiftletSQL
import SwiftletSecurity
import SwiftletSecuritySQL

/// The examples in the reference of passwords, tokens and rate limits.
enum SecurityExamples {
    struct Session: JWTPayload {
        var userID: Int
        var claims: JWTClaims { JWTClaims(subject: String(userID)) }

        init(claims: JWTClaims) throws(JWTError) {
            guard let id = claims.subject.flatMap({ Int($0) }) else {
                throw JWTError(.invalidClaim, "sub is not an ID.")
            }
            userID = id
        }
    }

    static func sign(with secret: [UInt8]) throws -> String {
        let key = try JWTKey(secret: secret)
        let signer = try JWTSigner(keys: JWKSet(key), issuer: "https://api.example.com", lifetime: .seconds(900))
        let token = try signer.sign(JWTClaims(subject: "42"))
        return token
    }

    static func verify(_ token: String, with key: JWTKey) throws -> JWTClaims {
        let policy = JWTPolicy(issuers: ["https://api.example.com"])
        let verifier = JWTVerifier(keys: JWKSet(key), policy: policy)
        let claims = try verifier.verify(token)
        return claims
    }

    static func rotate(_ new: JWTKey, _ old: JWTKey) -> JWKSet {
        // Signs with the new key, and verifies with both.
        let keys = JWKSet([new, old])
        return keys
    }

    static func verifyRemotely(_ token: String) async throws -> JWTClaims {
        let keys = try RemoteJWKSet(url: "https://id.example.com/.well-known/jwks.json")
        let policy = JWTPolicy(issuers: ["https://id.example.com"], audiences: ["users"])
        let claims = try await RemoteJWTVerifier(keys: keys, policy: policy).verify(token)
        return claims
    }

    static func administratorClaims() -> JWTClaims {
        let claims = JWTClaims(subject: "42", other: ["role": "admin"])
        return claims
    }

    static func role(in claims: JWTClaims) throws -> String {
        let role = try claims.require("role", \.string)
        return role
    }

    static func logIn(_ password: String, _ stored: String?, save: (String) async throws -> Void) async throws {
        let hasher = try PasswordHasher()
        let check = try await hasher.check(password, against: stored)
        guard check.isCorrect else { throw HTTPError(.unauthorized, "Incorrect email or password") }
        if check.needsRehash { try await save(hasher.hash(password).encoded) }
    }

    static func logIn(_ password: String, _ stored: String?, hasher: PasswordHasher, context: Context) async throws {
        let check = try await hasher.check(password, against: stored)
        if let error = check.error { context.logger.error("Invalid password hash: \(error)") }
        guard check.isCorrect else { throw HTTPError(.unauthorized, "Incorrect email or password") }
    }

    static func migratingHasher() throws -> PasswordHasher {
        let hasher = try PasswordHasher(verifying: [.pbkdf2()])
        return hasher
    }

    static func checkSignature(_ signature: [UInt8], of body: [UInt8], secret: [UInt8]) throws {
        let webhook = try HMAC(key: secret, hash: .sha256)
        guard try webhook.isValid(signature, for: body) else { throw HTTPError(.forbidden, "Bad signature") }
    }

    static func endpoints(_ field: HTTPField.Name, _ expected: String) -> [Endpoint] {
        let byKey = Endpoint(.get, "/reports", APIKey(.header(field))) { key in
            guard ConstantTime.equal(key.revealed, expected) else { throw HTTPError(.forbidden) }
        }

        let byPassword = Endpoint(.get, "/metrics", HTTPBasic(realm: "metrics")) { login in
            guard ConstantTime.equal(login.password.revealed, expected) else { throw HTTPError(.forbidden) }
        }

        let byToken = Endpoint(.get, "/jobs", HTTPBearer()) { token in
            guard ConstantTime.equal(token.revealed, expected) else { throw HTTPError(.forbidden) }
        }
        return [byKey, byPassword, byToken]
    }

    static func employees() -> OAuth2AuthorizationCodeBearer {
        let employeeToken = OAuth2AuthorizationCodeBearer(
            authorizationURL: "https://login.example.com/authorize",
            tokenURL: "https://login.example.com/oauth/token",
            scopes: ["notes": "Read and write notes"]
        )
        return employeeToken
    }

    static func limitedApp() -> App {
        let limit = RateLimit(100, per: .seconds(60))
        let limiter = RateLimiter("api", limit, store: MemoryRateLimitStore(), onFailure: .open)
        let app = App(title: "Shop", version: "1.0.0") {
            RateLimiting(limiter)
            sell
        }
        return app
    }

    static func sharedLimiter(_ database: Database, _ limit: RateLimit) -> RateLimiter {
        let limiter = RateLimiter("api", limit, store: DatabaseRateLimitStore(database), onFailure: .open)
        return limiter
    }

    static func limitFailures(
        _ limiter: RateLimiter,
        address: String,
        context: Context,
        authenticate: () async throws -> Int
    ) async throws -> Int {
        let decision = try await limiter.consume(address, context: context)
        let user = try await authenticate()
        await limiter.refund(decision, of: address, context: context)
        return user
    }

    static func resetToken() throws -> String {
        let token = try SecureRandom.token(byteCount: 32)
        return token
    }
}
