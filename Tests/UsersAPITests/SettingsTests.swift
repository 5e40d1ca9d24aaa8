import Foundation
import Swiftlet
import SwiftletSettings
import Testing

@testable import UsersAPI

@Suite struct SettingsTests {
    private func settings(_ variables: [String: String], isDeployed: Bool = false) throws -> Settings {
        try Settings(LaunchEnvironment(variables: variables, isDeployed: isDeployed))
    }

    @Test func `all settings are optional locally, with warnings about temporary values`() throws {
        let local = try settings([:])
        #expect(local.databaseURL.revealed == "sqlite::memory:")
        #expect(local.secretKey.revealed.utf8.count >= 32)
        #expect(local.warnings.count == 2)
        #expect(local.migratesOnStart)
        #expect(local.apiPrefix == "/api/v1" && local.rateLimit == "100/minute")
        #expect(local.poolSize == 1 && local.poolTimeout == .seconds(5))
    }

    @Test func `a deployed service requires a key and a database`() throws {
        let error = #expect(throws: SettingsError.self) { try settings([:], isDeployed: true) }
        #expect(error?.faults.count == 2)
        #expect(
            error?.description.contains("SECRET_KEY") == true && error?.description.contains("DATABASE_URL") == true
        )
    }

    @Test func `reports all errors together, by name and without values`() throws {
        let wrong = [
            "SECRET_KEY": "too short", "DATABASE_URL": "mysql://user:hunter2@host/db", "ALGORITHM": "md5",
            "ACCESS_TOKEN_EXPIRE_MINUTES": "-77", "DEBUG": "perhaps", "DB_POOL_SIZE": "many", "API_V1_PREFIX": "v7",
            "DB_POOL_TIMEOUT": "0 s", "DB_POOLER": "pgbouncer", "DATABASE_READ_URL": "mysql://replica/db",
            "ALLOWED_ORIGINS": "my.example.net", "RATE_LIMIT": "often", "FIRST_USER_EMAIL": "nobody",
        ]
        let error = try #require(#expect(throws: SettingsError.self) { try settings(wrong) })
        for (name, value) in wrong {
            #expect(error.faults.contains { $0.name == name && $0.description.hasPrefix(name) }, "\(name)")
            #expect(!error.description.contains(value), "\(value)")
        }
        #expect(!error.description.contains("hunter2"))
    }

    @Test func `reads secrets from files and from a secrets manager's JSON`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "key-\(UUID())")
        try Data("a key that stands in a file, with a line break\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let read = try settings([
            "SECRET_KEY_FILE": file.path,
            "DATABASE_URL":
                #"{"engine":"postgres","host":"db.example","port":5433,"username":"us er","password":"p@ss/word","dbname":"users"}"#,
        ])
        #expect(read.secretKey.revealed == "a key that stands in a file, with a line break")
        #expect(read.databaseURL.revealed == "postgres://us%20er:p%40ss%2Fword@db.example:5433/users")
        let json = try settings(["SECRET_KEY": #"{"SECRET_KEY":"a key that stands in JSON, 32 bytes long"}"#])
        #expect(json.secretKey.revealed == "a key that stands in JSON, 32 bytes long")
        #expect(throws: SettingsError.self) { try settings(["SECRET_KEY_FILE": "/does/not/exist"]) }
    }

    @Test(arguments: [
        (#"{"host":"2001:db8::1","username":"u","port":5432}"#, "postgres://u@[2001:db8::1]:5432/postgres"),
        (#"{"host":"h","username":"u","dbInstanceIdentifier":"instance-1"}"#, "postgres://u@h/postgres"),
        (
            #"{"host":"h","username":"u","dbname":"d","sslmode":"verify-full","sslrootcert":"/var/task/ca.pem"}"#,
            "postgres://u@h/d?sslmode=verify-full&sslrootcert=%2Fvar%2Ftask%2Fca.pem"
        ),
    ])
    func `converts a database secret to a URL`(_ secret: String, _ url: String) throws {
        #expect(try settings(["DATABASE_URL": secret]).databaseURL.revealed == url)
    }

    @Test func `reads the pooler and the replica URL`() throws {
        let plain = try settings([:])
        #expect(plain.pooler == "none" && plain.databaseReadURL == nil && plain.reloadDatabaseURL == nil)
        let read = try settings(["DB_POOLER": "transaction", "DATABASE_READ_URL": "postgres://replica/db"])
        #expect(read.pooler == "transaction")
        #expect(read.databaseReadURL?.revealed == "postgres://replica/db")
    }

    @Test func `reloads a database URL from a file`() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "url-\(UUID())")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("postgres://u:one@h/d".utf8).write(to: file)
        let read = try settings(["DATABASE_URL_FILE": file.path])
        let reload = try #require(read.reloadDatabaseURL)
        try Data("postgres://u:two@h/d".utf8).write(to: file)
        #expect(try await reload() == "postgres://u:two@h/d")
        let replica = try settings(["DATABASE_READ_URL_FILE": file.path])
        let reloadReplica = try #require(replica.reloadDatabaseReadURL)
        #expect(replica.reloadDatabaseURL == nil && read.reloadDatabaseReadURL == nil)
        try Data("postgres://u:three@h/d".utf8).write(to: file)
        #expect(try await reloadReplica() == "postgres://u:three@h/d")
        try FileManager.default.removeItem(at: file)
        await #expect(throws: SettingsError.self) { try await reload() }
    }

    @Test func `reads lists`() throws {
        #expect(
            try settings(["ALLOWED_ORIGINS": "https://a.example, http://localhost:3000"]).allowedOrigins
                == ["https://a.example", "http://localhost:3000"]
        )
        #expect(try settings(["ALLOWED_ORIGINS": #"["https://a.example"]"#]).allowedOrigins == ["https://a.example"])
        #expect(try settings(["ALLOWED_ORIGINS": "*", "RATE_LIMIT": "off"]).rateLimit == nil)
    }

    @Test func `reads lifetimes and the number of proxies`() throws {
        let local = try settings([:])
        #expect(local.accessTokenLifetime == .seconds(1800) && local.refreshTokenLifetime == .seconds(30 * 86_400))
        #expect(local.trustedProxies == 1)
        let read = try settings(["REFRESH_TOKEN_EXPIRE_DAYS": "7", "TRUSTED_PROXIES": "2"])
        #expect(read.refreshTokenLifetime == .seconds(7 * 86_400) && read.trustedProxies == 2)
        for wrong in [["REFRESH_TOKEN_EXPIRE_DAYS": "0"], ["TRUSTED_PROXIES": "0"], ["TRUSTED_PROXIES": "many"]] {
            #expect(throws: SettingsError.self) { try settings(wrong) }
        }
    }

    @Test func `descriptions do not reveal secrets`() throws {
        let read = try settings(["SECRET_KEY": "a key for tests, which opens nothing else"])
        #expect(!"\(read)".contains("opens nothing"))
    }
}
