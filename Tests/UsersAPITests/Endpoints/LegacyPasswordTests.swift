import Swiftlet
import SwiftletSQL
import SwiftletSecurity
import SwiftletTesting
import Testing

@testable import UsersAPI

/// Users of a FastAPI application, whose password is `correct horse`.
@Suite struct LegacyPasswordTests {
    /// Made by bcrypt and argon2-cffi of Python, with their default costs.
    static let hashes = [
        "$2b$12$ehIYVj4RieGRAHF7571EBOPH18Gn06I3AtzST2BuynK8BMR7Mcqz.",
        "$argon2id$v=19$m=65536,t=3,p=4$liN2wV8R91cr1MW2vvAeZA$9LbPnv+6F00QtSmyxIyfUgFuq5NW/kQiqMXglCniq3U",
    ]

    /// Runs the body with the URL of a migrated database that holds a user with the hash.
    private func withUser(_ driver: Driver, hash: String, _ body: (String) async throws -> Void) async throws {
        try await TestService.withURL(driver) { url in
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
    func `a hash of an earlier application verifies, and a login replaces it`(
        driver: Driver,
        hash: String
    ) async throws {
        let cheap = try PasswordHasher.cheap(verifying: LegacyPasswordHash.allCases.map(\.scheme))
        try await withUser(driver, hash: hash) { url in
            let variables = ["DATABASE_URL": url]
            try await TestService.with(driver, settings: variables, overriding: [hasher: cheap]) { service in
                let wrong: KeyValuePairs = ["username": "grace@example.com", "password": "wrong horse"]
                try await service.client.post("/api/v1/auth/login", form: wrong).expect(.unauthorized)
                #expect(try await storedHash(url) == hash)
                let client = try await service.loggedIn("grace@example.com", "correct horse")
                #expect(try await storedHash(url)?.hasPrefix("$scrypt$ln=4,") == true)
                // The token was issued before the hash was replaced by no change of the user's.
                try await client.get("/api/v1/users/me").expect(.ok)
                _ = try await service.loggedIn("grace@example.com", "correct horse")
            }
        }
    }

    @Test(arguments: Driver.allCases, hashes + ["", "plain text", "$scrypt$ln=30,r=8,p=1$c2FsdHNhbHQ$aGFzaGhhc2g"])
    func `a hash that cannot be used is a wrong password, and logged without the hash`(
        driver: Driver,
        hash: String
    ) async throws {
        try await withUser(driver, hash: hash) { url in
            try await TestService.with(driver, settings: ["DATABASE_URL": url]) { service in
                let form: KeyValuePairs = ["username": "grace@example.com", "password": "correct horse"]
                try await service.client.post("/api/v1/auth/login", form: form)
                    .expect(.unauthorized, json: ["detail": "Incorrect email or password"])
                let logged = service.log.messages.filter { $0.contains("user 1 cannot be used") }
                #expect(logged.count == 1)
                #expect(hash.isEmpty || !service.log.messages.contains { $0.contains(hash) })
            }
        }
    }

    @Test func `the formats are a setting`() throws {
        func hashes(_ value: String?) throws -> [LegacyPasswordHash] {
            let variables = value.map { ["LEGACY_PASSWORD_HASHES": $0] } ?? [:]
            return try Settings(LaunchEnvironment(variables: variables, isDeployed: false)).legacyPasswordHashes
        }
        #expect(try hashes(nil) == [] && hashes("") == [])
        #expect(try hashes("argon2, bcrypt,pbkdf2") == [.argon2, .bcrypt, .pbkdf2])
        for wrong in ["md5", "bcrypt,", "bcrypt argon2", "BCRYPT"] {
            let error = #expect(throws: SettingsError.self) { try hashes(wrong) }
            #expect(error?.faults.count == 1 && error?.description.contains("md5") == false)
        }
    }
}
