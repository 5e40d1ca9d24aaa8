import SwiftletJSON
import SwiftletSecurity
import Testing

/// Tokens signed by PyJWT, for every algorithm.
@Suite struct JWTInteroperabilityTests {
    static func key(_ text: String, _ algorithm: JWTAlgorithm) throws -> JWTKey {
        text.hasPrefix("-----BEGIN")
            ? try JWTKey(pem: text, algorithm: algorithm)
            : try JWTKey(secret: text, algorithm: algorithm)
    }

    @Test(arguments: TestKeys.tokens.indices)
    func `verifies a PyJWT token`(index: Int) throws {
        let (name, text, token) = TestKeys.tokens[index]
        let algorithm = try #require(JWTAlgorithm(name: name))
        let claims = try JWTVerifier(keys: JWKSet(try Self.key(text, algorithm))).verify(token)
        #expect(claims.subject == "1234567890")
        #expect(claims.issuedAt == 1_516_239_022)
        #expect(claims.expiresAt == 4_102_444_800)
        #expect(try claims.require("name", \.string) == TestKeys.name)
        #expect(claims["admin"] == true)
    }

    /// Every token with every other key: the algorithm is bound to the key.
    @Test(arguments: TestKeys.tokens.indices)
    func `rejects a token for another algorithm`(index: Int) throws {
        let (_, _, token) = TestKeys.tokens[index]
        for (other, (name, text, _)) in TestKeys.tokens.enumerated() where other != index {
            let algorithm = try #require(JWTAlgorithm(name: name))
            let verifier = JWTVerifier(keys: JWKSet(try Self.key(text, algorithm)))
            let error = #expect(throws: JWTError.self) { try verifier.verify(token) }
            #expect(error?.code == .algorithmMismatch)
        }
    }

    @Test func `selects the key of each algorithm from one set`() throws {
        let keys = try TestKeys.tokens.map { name, text, _ in
            try Self.key(text, try #require(JWTAlgorithm(name: name)))
        }
        let verifier = JWTVerifier(keys: JWKSet(keys))
        for (_, _, token) in TestKeys.tokens {
            #expect(try verifier.verify(token).subject == "1234567890")
        }
    }

    /// The token of jwt.io, whose secret is shorter than RFC 7518 requires.
    @Test func `accepts a short secret with a smaller minimum length`() throws {
        let token = """
            eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ\
            .SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c
            """
        let key = try JWTKey(secret: "your-256-bit-secret", minimumLength: 16)
        let verifier = JWTVerifier(keys: JWKSet(key), policy: JWTPolicy(requiresExpiration: false))
        #expect(try verifier.verify(token).subject == "1234567890")
    }
}
