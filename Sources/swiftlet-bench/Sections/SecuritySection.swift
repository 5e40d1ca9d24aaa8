import SwiftletSecurity

/// Tokens compared with plain OpenSSL code, and the cost of password hashing.
enum SecuritySection {
    static func run(_ options: Options) throws -> [Table] {
        [try tokens(options), try keyPairs(options), try passwords(options)]
    }

    private static func tokens(_ options: Options) throws -> Table {
        let secret = Array("a key of the benchmark, long enough to be valid".utf8)
        let keys = JWKSet(try JWTKey(secret: secret))
        let signer = try JWTSigner(keys: keys, lifetime: .seconds(900))
        let verifier = JWTVerifier(keys: keys)
        let claims = JWTClaims(subject: "42")
        let token = try signer.sign(claims)
        let text = Array(token.utf8)
        let subject = Array("42".utf8)
        let bare = try BareToken(key: secret)
        guard bare.verify(text) == subject.count, bare.sign(subject) == text.count else {
            throw BenchError("the baseline's tokens differ from the signer's")
        }
        let results = try InProcess(options)
            .run([
                .init(name: "bare EVP, verify") { bare.verify(text) },
                .init(name: "verify a token and read its claims") {
                    try verifier.verify(token).subject?.utf8.count ?? 0
                },
                .init(name: "bare EVP, sign") { bare.sign(subject) },
                .init(name: "write claims and sign a token") { try signer.sign(claims).utf8.count },
            ])
        var table = ComparisonTable.make(
            "JSON Web Tokens, HS256",
            results: results,
            lines: [
                .init(result: 0), .init(result: 1, baseline: 0, goal: .atMost(3)), .init(result: 2),
                .init(result: 3, baseline: 2, goal: .atMost(2.5)),
            ],
            unit: "processor, median"
        )
        table.note(
            """
            The baseline has one context with its key, decodes and encodes base64url, compares in constant time, and \
            allocates nothing. It searches for exp and sub by name, and does not parse JSON. The verifier parses header \
            and claims with the JSON parser: a second parser for the usual format could be used to bypass a check wherever \
            the two disagree.
            """
        )
        return table
    }

    private static func keyPairs(_ options: Options) throws -> Table {
        var subjects: [InProcess.Subject] = []
        var lines: [ComparisonTable.Line] = []
        for signed in [SignedToken.rs256, .es256, .edDSA] {
            guard let algorithm = JWTAlgorithm(name: signed.algorithm) else { continue }
            let bare = try BareSignature(signed)
            let verifier = JWTVerifier(keys: JWKSet(try JWTKey(pem: signed.publicKey, algorithm: algorithm)))
            lines += [
                .init(result: subjects.count),
                .init(result: subjects.count + 1, baseline: subjects.count, goal: .atMost(1.5)),
            ]
            subjects += [
                .init(name: "bare EVP, \(signed.algorithm)") { bare.run() },
                .init(name: "verify a token, \(signed.algorithm)") {
                    try verifier.verify(signed.token).subject?.utf8.count ?? 0
                },
            ]
        }
        let results = try InProcess(options).run(subjects)
        return ComparisonTable.make(
            "JSON Web Tokens of key pairs",
            results: results,
            lines: lines,
            unit: "processor, median"
        )
    }

    private static func passwords(_ options: Options) throws -> Table {
        let hasher = try PasswordHasher()
        let results = try InProcess(options, clock: .wall, batches: 31)
            .run([
                .init(name: "hash a password") { try await hasher.hash("password123").encoded.utf8.count }
            ])
        return ComparisonTable.make(
            "Passwords, scrypt with the standard parameters",
            results: results,
            lines: [.init(result: 0)]
        )
    }
}
