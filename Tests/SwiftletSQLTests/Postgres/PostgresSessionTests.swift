import Foundation
import TestSupport
import Testing

@testable import SwiftletSQL

/// The settings and the age of a session.
@Suite(.timeLimit(.minutes(3)), .enabled(if: PostgresServer.programs != nil, PostgresServer.reason))
struct PostgresSessionTests {
    private func backend(_ db: Database) async throws -> Int {
        try #require(try await db.query("SELECT pg_backend_pid()").first?.decode(Int.self))
    }

    private func setting(_ name: SQL, url: String, _ configuration: Database.Configuration) async throws -> String {
        try await withDatabase(url, configuration) { db in
            try #require(try await db.query("SHOW \(name)").first?.decode(String.self))
        }
    }

    @Test func `the server enforces timeouts, and values in the URL take precedence`() async throws {
        let server = try await PostgresServer.shared()
        let url = "postgres://tester:hunter2@127.0.0.1:\(server.port)/postgres?sslmode=disable"
        let guarded = Database.Configuration(serverTimeouts: .function)
        #expect(try await setting("statement_timeout", url: url, guarded) == "15min")
        #expect(try await setting("idle_in_transaction_session_timeout", url: url, guarded) == "1min")
        #expect(try await setting("statement_timeout", url: url, .init(serverTimeouts: .none)) == "0")
        let own = url + "&options=-c%20statement_timeout%3D5s"
        #expect(try await setting("statement_timeout", url: own, guarded) == "5s")
        #expect(try await setting("idle_in_transaction_session_timeout", url: own, guarded) == "1min")
    }

    @Test func `the time zone of the session is UTC unless the URL sets another one`() async throws {
        let server = try await PostgresServer.shared()
        let url = "postgres://tester:hunter2@127.0.0.1:\(server.port)/postgres?sslmode=disable"
        #expect(try await setting("TimeZone", url: url, .init()) == "UTC")
        let own = url + "&options=-c%20timezone%3DAsia%2FTokyo"
        #expect(try await setting("TimeZone", url: own, .init()) == "Asia/Tokyo")
    }

    @Test func `a connection is replaced at its maximum age`() async throws {
        let server = try await PostgresServer.shared()
        let url = "postgres://tester:hunter2@127.0.0.1:\(server.port)/postgres?sslmode=disable"
        try await withDatabase(url, .init(maxConnectionAge: .milliseconds(1))) { db in
            let first = try await backend(db)
            try await Task.sleep(for: .milliseconds(5))
            #expect(try await backend(db) != first)
            // A connection in use is not closed.
            try await db.transaction { tx in
                let process = try await tx.query("SELECT pg_backend_pid()").first?.decode(Int.self)
                try await Task.sleep(for: .milliseconds(5))
                #expect(try await tx.query("SELECT pg_backend_pid()").first?.decode(Int.self) == process)
            }
        }
        try await withDatabase(url, .init(maxConnectionAge: nil)) { db in
            let first = try await backend(db)
            #expect(try await backend(db) == first)
        }
    }

    @Test func `a waiter gets a new connection instead of an expired one`() async throws {
        let server = try await PostgresServer.shared()
        let url = "postgres://tester:hunter2@127.0.0.1:\(server.port)/postgres?sslmode=disable"
        try await withDatabase(url, .init(acquireTimeout: .seconds(100), maxConnectionAge: .milliseconds(1))) { db in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<10 { group.addTask { _ = try await db.query("SELECT pg_sleep(0.005)") } }
                try await group.waitForAll()
            }
        }
    }
}
