import Foundation
import Swiftlet
import SwiftletTesting
import TestSupport
import Testing

/// The service during a change of its database password.
@Suite(.timeLimit(.minutes(2)), .enabled(if: PostgresServer.programs != nil, PostgresServer.reason))
struct RotatedSecretTests {
    @Test func `a running service reloads a rotated secret`() async throws {
        let server = try await PostgresServer.shared()
        let role = "rotated_\(UInt32.random(in: 0...UInt32.max))"
        _ = try await server.ask("CREATE ROLE \(role) LOGIN PASSWORD 'one'")
        let file = FileManager.default.temporaryDirectory.appending(path: "secret-\(UUID())")
        defer { try? FileManager.default.removeItem(at: file) }
        let secret = { (password: String) in
            """
            {"engine": "postgres", "host": "127.0.0.1", "port": \(server.port), "username": "\(role)",
             "password": "\(password)", "dbname": "postgres", "sslmode": "disable"}
            """
        }
        try Data(secret("one").utf8).write(to: file)
        let settings = [
            "DATABASE_URL": "", "DATABASE_URL_FILE": file.path, "MIGRATE_ON_START": "false",
        ]
        try await TestService.with(.sqlite, settings: settings) { service in
            _ = try await service.client.get("/health", query: ["deep": "1"]).expect(.ok)
            _ = try await server.ask("ALTER ROLE \(role) PASSWORD 'two'")
            try Data(secret("two").utf8).write(to: file)
            _ = try await server.ask(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = '\(role)'"
            )
            try await server.wait(for: "0", to: "SELECT count(*) FROM pg_stat_activity WHERE usename = '\(role)'")
            _ = try await service.client.get("/health", query: ["deep": "1"]).expect(.ok)
        }
    }
}
