internal import SwiftletSecurity

/// Tokens against the bare cryptography in them, and what a password costs.
enum SecuritySection {
    static func run(_ options: Options) throws -> [Table] {
        [try tokens(options), try passwords(options)]
    }

    private static func tokens(_ options: Options) throws -> Table {
        let secret = Array("a key of the benchmark, long enough to be taken".utf8)
        let keys = JWKSet(try JWTKey(secret: secret))
        let signer = try JWTSigner(keys: keys, lifetime: .seconds(900))
        let verifier = JWTVerifier(keys: keys)
        let claims = JWTClaims(subject: "42")
        let token = try signer.sign(claims)
        let signed = Array(token.utf8.prefix { _ in true }.dropLast(44))
        let bare = try BareHMAC(key: secret)
        let results = try InProcess(options)
            .run([
                .init(name: "bare EVP, HMAC with SHA-256 of \(signed.count) bytes") { bare.run(signed) },
                .init(name: "verify a token and decode its claims") {
                    try verifier.verify(token).subject?.utf8.count ?? 0
                },
                .init(name: "encode claims and sign a token") { try signer.sign(claims).utf8.count },
            ])
        let goal = Goal.atMost(1.5)
        return ComparisonTable.make(
            "JSON Web Tokens, HS256",
            results,
            [.init(result: 0), .init(result: 1, peer: 0, goal: goal), .init(result: 2, peer: 0, goal: goal)],
            unit: "processor, median"
        )
    }

    private static func passwords(_ options: Options) throws -> Table {
        let hasher = try PasswordHasher()
        let results = try InProcess(options, clock: .wall)
            .run([
                .init(name: "hash a password") { try await hasher.hash("password123").encoded.utf8.count }
            ])
        return ComparisonTable.make("Passwords, scrypt with the standard parameters", results, [.init(result: 0)])
    }
}
