import SwiftletIO
import Testing

@testable import SwiftletSecurity

@Suite struct PasswordHasherTests {
    /// Low cost, for tests only.
    private static func cheap() throws -> PasswordHasher {
        try PasswordHasher(parameters: try ScryptParameters(logN: 4))
    }

    /// RFC 7914, section 12.
    ///
    /// The last vector is omitted, because it needs 1 GiB of memory.
    @Test(arguments: [
        (
            "", "", 4, 1, 1,
            """
            77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442\
            fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906
            """
        ),
        (
            "password", "NaCl", 10, 8, 16,
            """
            fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162\
            2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640
            """
        ),
        (
            "pleaseletmein", "SodiumChloride", 14, 8, 1,
            """
            7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2\
            d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887
            """
        ),
    ])
    func `computes the RFC 7914 scrypt test vectors`(
        password: String,
        salt: String,
        logN: Int,
        r: Int,
        p: Int,
        hex: String
    ) throws {
        let parameters = try ScryptParameters(logN: logN, blockSize: r, parallelism: p)
        let bytes = Array(password.utf8)
        let key = try KeyDerivation.scrypt(bytes.span, salt: Array(salt.utf8), parameters: parameters, size: 64)
        #expect(HashingTests.hex(key) == hex)
    }

    /// RFC 7914, section 11, and the inputs of RFC 6070 (for SHA-1).
    @Test(arguments: [
        (
            "passwd", "salt", 1,
            """
            55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc\
            49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783
            """
        ),
        (
            "Password", "NaCl", 80000,
            """
            4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56\
            a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d
            """
        ),
        ("password", "salt", 1, "120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b"),
        ("password", "salt", 2, "ae4d0c95af6b46d32d0adff928f06dd02a303f8ef3c251dfd6e2d85a95474c43"),
        ("password", "salt", 4096, "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a"),
    ])
    func `computes the RFC 7914 PBKDF2 test vectors`(
        password: String,
        salt: String,
        iterations: Int,
        hex: String
    ) throws {
        let bytes = Array(password.utf8)
        let key = try KeyDerivation.pbkdf2SHA256(
            bytes.span,
            salt: Array(salt.utf8),
            iterations: iterations,
            size: hex.utf8.count / 2
        )
        #expect(HashingTests.hex(key) == hex)
    }

    @Test(arguments: [
        (PasswordHashTests.scrypt, "pässword"), (PasswordHashTests.passlib, "pässword"),
        (PasswordHashTests.django, "pässword"),
        ("$scrypt$ln=10,r=8,p=2$AAECAwQFBgcICQoLDA0ODw$yeocOL5JKQHCjYcz0CLn6R0m6rekRPrwgY6ypWwEmao", ""),
        ("$pbkdf2-sha256$29000$8PHy8/T19vf4.fr7/P3./w$YEsryuQeLpX.S7h/44VEsbkSPUZOYT9iuY71Ms.KDi0", "password"),
    ])
    func `verifies hashes of other libraries`(text: String, password: String) throws {
        let hasher = try Self.cheap()
        let hash = try PasswordHash(parsing: text)
        #expect(try hasher.verifyBlocking(password, against: hash))
        for wrong in [password + " ", password.uppercased() + "x", "\u{0}x" + password, "p\u{61}\u{308}ssword"] {
            #expect(try !hasher.verifyBlocking(wrong, against: hash))
        }
    }

    @Test(arguments: ["", " ", "correct horse battery staple", "пароль\u{0}x", String(repeating: "x", count: 1024)])
    func `verifies its own hashes`(password: String) throws {
        let hasher = try Self.cheap()
        let hash = try PasswordHash(parsing: try hasher.hashBlocking(password).encoded)
        #expect(hash.encoded.hasPrefix("$scrypt$ln=4,r=8,p=1$"))
        #expect(try hasher.verifyBlocking(password, against: hash))
        #expect(try !hasher.verifyBlocking(password + "x", against: hash))
        #expect(!hasher.needsRehash(hash))
    }

    @Test func `salts each hash`() throws {
        let hasher = try Self.cheap()
        #expect(try hasher.hashBlocking("same").encoded != hasher.hashBlocking("same").encoded)
    }

    @Test func `hashes with the standard parameters`() throws {
        let hasher = try PasswordHasher()
        let hash = try hasher.hashBlocking("password")
        #expect(hash.encoded.hasPrefix("$scrypt$ln=14,r=8,p=5$"))
        #expect(try hasher.verifyBlocking("password", against: hash))
        #expect(try !hasher.verifyBlocking("passw0rd", against: hash))
        #expect(try !hasher.verifyBlocking("password", against: nil))
    }

    @Test func `limits the length of a password`() throws {
        let hasher = try Self.cheap()
        // In bytes, not in characters.
        for password in [String(repeating: "x", count: 1025), String(repeating: "é", count: 513)] {
            let error = #expect(throws: PasswordError.self) { try hasher.hashBlocking(password) }
            #expect(error?.code == .passwordTooLong)
            #expect(try !hasher.verifyBlocking(password, against: hasher.hashBlocking("x")))
            #expect(try !hasher.verifyBlocking(password, against: nil))
        }
    }

    /// Rejected without time and memory: the cost is checked first.
    @Test(arguments: [
        "$scrypt$ln=30,r=64,p=64$MDEyMzQ1Njc4OWFiY2RlZg$5WMkVwY83WqULlaI2SogWKvQqHPLvft6ohrJPoe+ShA",
        "$scrypt$ln=17,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$5WMkVwY83WqULlaI2SogWKvQqHPLvft6ohrJPoe+ShA",
        "$scrypt$ln=15,r=8,p=64$MDEyMzQ1Njc4OWFiY2RlZg$5WMkVwY83WqULlaI2SogWKvQqHPLvft6ohrJPoe+ShA",
        "$pbkdf2-sha256$10000001$MDEyMzQ1Njc4OWFiY2RlZg$TJwfv987fw1CW/AN6cgNJlD0Xn2I01zawkTPUCi9faA",
        "pbkdf2_sha256$9999999999$seasalt2$Ls2U50C5lvkVCrb2SvMazifLpq0nF6omFXLZz+Lq9rA=",
    ])
    func `rejects a hash that exceeds the limits`(text: String) throws {
        let hash = try PasswordHash(parsing: text)
        let error = #expect(throws: PasswordError.self) { try Self.cheap().verifyBlocking("x", against: hash) }
        #expect(error?.code == .hashTooCostly)
        #expect("\(try #require(error))".contains("seasalt") == false)
    }

    @Test func `accepts passlib's default parameters`() throws {
        let parameters = try ScryptParameters(logN: 16)
        #expect(parameters.memory <= PasswordHasher.Limits().memory)
        // OpenSSL's default limit, and therefore that of Python and others.
        #expect(ScryptParameters.standard.memory <= 32 << 20)
    }

    @Test func `requires limits that allow its own parameters`() throws {
        let strong = try ScryptParameters(logN: 17)
        let error = #expect(throws: PasswordError.self) { try PasswordHasher(parameters: strong) }
        #expect(error?.code == .invalidParameters)
        #expect(
            try PasswordHasher(parameters: strong, limits: PasswordHasher.Limits(memory: 256 << 20)).parameters
                == strong
        )
    }

    @Test(arguments: [
        (0, 8, 1), (31, 8, 1), (15, 0, 1), (15, 65, 1), (15, 8, 0), (15, 8, 65), (16, 1, 1), (-1, -1, -1),
        (.max, .max, .max),
    ])
    func `rejects parameters out of range`(logN: Int, r: Int, p: Int) {
        let error = #expect(throws: PasswordError.self) {
            try ScryptParameters(logN: logN, blockSize: r, parallelism: p)
        }
        #expect(error?.code == .invalidParameters)
    }

    @Test func `verifies hashes of other programs and earlier versions`() throws {
        let hasher = try PasswordHasher()
        let current = try PasswordHash(
            parsing: "$scrypt$ln=14,r=8,p=5$MDEyMzQ1Njc4OWFiY2RlZg$MiF0tc6E12mWncwzSat5UNw+LewZU3Sx7+SQhUKxjtc"
        )
        let earlier = try PasswordHash(
            parsing: "$scrypt$ln=15,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$hSSwjGIPQg9bhYcWKqx9ueA62Rppwjf7lqfdOl9VEg0"
        )
        #expect(try hasher.verifyBlocking("password", against: current))
        #expect(try hasher.verifyBlocking("password", against: earlier))
        #expect(!hasher.needsRehash(current))
        #expect(hasher.needsRehash(earlier))
    }

    @Test func `reports when a rehash is needed`() throws {
        let hasher = try Self.cheap()
        let other = try PasswordHasher(parameters: try ScryptParameters(logN: 5))
        #expect(hasher.needsRehash(try other.hashBlocking("x")))
        #expect(hasher.needsRehash(try PasswordHash(parsing: PasswordHashTests.passlib)))
        #expect(hasher.needsRehash(try PasswordHash(parsing: PasswordHashTests.django)))
        #expect(!hasher.needsRehash(try PasswordHash(parsing: PasswordHashTests.scrypt)))
        // A salt of 8 bytes, a key of 16 bytes.
        let key = "5WMkVwY83WqULlaI2SogWKvQqHPLvft6ohrJPoe+ShA"
        #expect(hasher.needsRehash(try PasswordHash(parsing: "$scrypt$ln=4,r=8,p=1$MDEyMzQ1Njc$\(key)")))
        #expect(
            hasher.needsRehash(
                try PasswordHash(parsing: "$scrypt$ln=4,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$5WMkVwY83WqULlaI2SogWA")
            )
        )
    }

    @Test(.timeLimit(.minutes(1))) func `hashes on a dedicated thread`() async throws {
        let queue = PasswordQueue()
        let hasher = try PasswordHasher(parameters: try ScryptParameters(logN: 4), queue: queue)
        let hash = try await hasher.hash("password")
        #expect(try await hasher.verify("password", against: hash))
        #expect(try await !hasher.verify("passw0rd", against: hash))
        #expect(try await !hasher.verify("password", against: nil))
        let error = await #expect(throws: PasswordError.self) {
            try await hasher.hash(String(repeating: "x", count: 2000))
        }
        #expect(error?.code == .passwordTooLong)
        queue.shutdown()
        await #expect(throws: EventLoopError.self) { try await hasher.hash("password") }
    }
}
