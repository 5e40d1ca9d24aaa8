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
        let text = Array(token.utf8)
        let payload = Array(#"{"sub":"42","exp":1900000900,"iat":1900000000}"#.utf8)
        let bare = try BareToken(key: secret)
        guard bare.verify(text) == payload.count, bare.sign(payload) == text.count else {
            throw BenchError("the bare peer does not make the tokens that the signer makes")
        }
        let results = try InProcess(options)
            .run([
                .init(name: "bare EVP, verify") { bare.verify(text) },
                .init(name: "verify a token and read its claims") {
                    try verifier.verify(token).subject?.utf8.count ?? 0
                },
                .init(name: "bare EVP, sign") { bare.sign(payload) },
                .init(name: "write claims and sign a token") { try signer.sign(claims).utf8.count },
            ])
        let goal = Goal.atMost(1.5)
        var table = ComparisonTable.make(
            "JSON Web Tokens, HS256",
            results,
            [
                .init(result: 0), .init(result: 1, peer: 0, goal: goal), .init(result: 2),
                .init(result: 3, peer: 2, goal: goal),
            ],
            unit: "processor, median"
        )
        table.note(
            """
            The bare loop has one context with its key in it, decodes and encodes base64url, compares in constant time, \
            and allocates nothing. It neither reads claims nor writes them.
            """
        )
        return table
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
