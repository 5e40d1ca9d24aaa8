import Swiftlet
import SwiftletPasswordHashes
import SwiftletSQL
import SwiftletSecurity
import SwiftletSettings
import SwiftletTesting
import TestSupport
import Testing

@testable import UsersAPI

/// Users of a FastAPI application, whose password is `correct horse`.
@Suite struct LegacyPasswordTests {
    /// Hashes by Python's bcrypt and argon2-cffi, with their default costs.
    static let hashes = [
        "$2b$12$ehIYVj4RieGRAHF7571EBOPH18Gn06I3AtzST2BuynK8BMR7Mcqz.",
        "$argon2id$v=19$m=65536,t=3,p=4$liN2wV8R91cr1MW2vvAeZA$9LbPnv+6F00QtSmyxIyfUgFuq5NW/kQiqMXglCniq3U",
    ]

    static let formats: [LegacyPasswordHash] = [
        .argon2(memory: 65_536, passes: 3), .bcrypt(cost: 12), .pbkdf2(iterations: 1000),
    ]

    /// Calls `body` with the URL of a migrated database that contains a user with the hash.
    private func withUser(_ driver: Driver, hash: String, _ body: (String) async throws -> Void) async throws {
        try await driver.withURL { url in
            let database = try Database(url: url)
            try await Migrator(database, migrations).up()
            _ = try await UserStore(database)
                .insert(
                    email: "grace@example.com",
                    name: "Grace Hopper",
                    passwordHash: hash,
                    isActive: true,
                    at: TestService.now
                )
            await database.close()
            try await body(url)
        }
    }

    private func storedHash(_ url: String) async throws -> String? {
        let database = try Database(url: url)
        let user = try await UserStore(database).user(email: "grace@example.com")
        await database.close()
        return user?.passwordHash
    }

    @Test(arguments: Driver.allCases, hashes)
    func `verifies a legacy hash, and replaces it at login`(
        driver: Driver,
        hash: String
    ) async throws {
        let cheap = try PasswordHasher.cheap(verifying: Self.formats.map(\.scheme))
        try await withUser(driver, hash: hash) { url in
            let variables = ["DATABASE_URL": url]
            try await TestService.with(driver, settings: variables, overriding: [.override(hasher, with: cheap)]) {
                service in
                let wrong: KeyValuePairs = ["username": "grace@example.com", "password": "wrong horse"]
                try await service.client.post("/api/v1/auth/login", form: wrong).expect(.unauthorized)
                #expect(try await storedHash(url) == hash)
                let client = try await service.loggedIn("grace@example.com", "correct horse")
                #expect(try await storedHash(url)?.hasPrefix("$scrypt$ln=4,") == true)
                // The rehash does not revoke the token, because the password is unchanged.
                try await client.get("/api/v1/users/me").expect(.ok)
                _ = try await service.loggedIn("grace@example.com", "correct horse")
            }
        }
    }

    @Test(arguments: Driver.allCases, hashes + ["", "plain text", "$scrypt$ln=30,r=8,p=1$c2FsdHNhbHQ$aGFzaGhhc2g"])
    func `treats an unusable hash as a wrong password, and logs it without the hash`(
        driver: Driver,
        hash: String
    ) async throws {
        try await withUser(driver, hash: hash) { url in
            try await TestService.with(driver, settings: ["DATABASE_URL": url]) { service in
                let form: KeyValuePairs = ["username": "grace@example.com", "password": "correct horse"]
                try await service.client.post("/api/v1/auth/login", form: form)
                    .expect(.unauthorized, json: ["detail": "Incorrect email or password"])
                let logged = service.log.messages.filter { $0.contains("Invalid password hash for user 1") }
                #expect(logged.count == 1)
                #expect(hash.isEmpty || !service.log.messages.contains { $0.contains(hash) })
            }
        }
    }

    private func readFormats(_ value: String?) throws -> [LegacyPasswordHash] {
        let variables = value.map { ["LEGACY_PASSWORD_HASHES": $0] } ?? [:]
        return try Settings(LaunchEnvironment(variables: variables, isDeployed: false)).legacyPasswordHashes
    }

    @Test(
        arguments: [
            (nil, [.pbkdf2(iterations: 29_000)]), ("", [.pbkdf2(iterations: 29_000)]), ("none", []),
            (
                "argon2, bcrypt,pbkdf2_sha256",
                [.argon2(memory: 65_536, passes: 3), .bcrypt(cost: 12), .pbkdf2(iterations: 1_000_000)]
            ),
            ("pbkdf2", [.pbkdf2(iterations: 1_000_000)]), ("pbkdf2:7", [.pbkdf2(iterations: 7)]),
            (
                "bcrypt:14,pbkdf2_sha256:600000,argon2:102400:2",
                [.bcrypt(cost: 14), .pbkdf2(iterations: 600_000), .argon2(memory: 102_400, passes: 2)]
            ),
        ] as [(String?, [LegacyPasswordHash])]
    )
    func `reads the formats from the settings`(_ value: String?, _ expected: [LegacyPasswordHash]) throws {
        #expect(try readFormats(value) == expected)
    }

    @Test(arguments: [
        "md5", "bcrypt,", "bcrypt argon2", "BCRYPT", "bcrypt:3", "bcrypt:21", "bcrypt:", "bcrypt:12:1", "bcrypt:x",
        "argon2:65536", "argon2:7:1", "argon2:65536:101", "pbkdf2_sha256:0", "pbkdf2_sha256:10000001", "none,bcrypt",
        "bcrypt:12,bcrypt:14", "pbkdf2,pbkdf2_sha256",
    ])
    func `rejects an invalid format`(_ wrong: String) throws {
        let error = #expect(throws: SettingsError.self) { try readFormats(wrong) }
        #expect(error?.faults.count == 1 && error?.description.contains("md5") == false)
    }

    @Test func `a scheme has the configured cost, and accepts hashes of that cost`() throws {
        let bcrypt = try #require(LegacyPasswordHash.bcrypt(cost: 18).scheme as? BcryptScheme)
        #expect(bcrypt.cost == 18 && bcrypt.maximumCost == 18)
        let argon2 = try #require(LegacyPasswordHash.argon2(memory: 262_144, passes: 5).scheme as? Argon2Scheme)
        #expect(argon2.expected == Argon2Cost(memory: 262_144, passes: 5))
        #expect(argon2.maximumMemory == 262_144 && argon2.maximumWork == 5 * 262_144)
        let pbkdf2 = try #require(LegacyPasswordHash.pbkdf2(iterations: 5_000_000).scheme as? PBKDF2Scheme)
        #expect(pbkdf2.iterations == 5_000_000 && pbkdf2.maximumIterations >= 5_000_000)
    }

    /// A hash by Python's hashlib in passlib's format.
    @Test(arguments: Driver.allCases)
    func `verifies a PBKDF2 hash by default`(_ driver: Driver) async throws {
        let hash = "$pbkdf2-sha256$29000$MDEyMzQ1Njc4OWFiY2RlZg$uHVoxjLD1v3uqpdY8ehNPGUYMiKj8ROQSRwMSE033NY"
        try await withUser(driver, hash: hash) { url in
            let settings = try Settings(LaunchEnvironment(variables: [:], isDeployed: false))
            let cheap = try PasswordHasher.cheap(verifying: settings.legacyPasswordHashes.map(\.scheme))
            try await TestService.with(
                driver,
                settings: ["DATABASE_URL": url],
                overriding: [.override(hasher, with: cheap)]
            ) {
                service in
                _ = try await service.loggedIn("grace@example.com", "correct horse")
                #expect(try await storedHash(url)?.hasPrefix("$scrypt$") == true)
            }
        }
    }
}
