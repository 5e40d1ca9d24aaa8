import Foundation
import Synchronization
import TestSupport
import Testing

@testable import SwiftletSQL

/// A primary with a streaming standby.
@Suite(.serialized, .timeLimit(.minutes(5)), .enabled(if: PostgresServer.programs != nil, PostgresServer.reason))
struct FailoverTests {
    private struct Pair {
        let primary: PostgresServer
        let standby: UInt16

        static func start() async throws -> Pair {
            let primary = try await PostgresServer.start()
            _ = try await primary.ask("CREATE TABLE t (id bigint); GRANT ALL ON t TO tester")
            return Pair(primary: primary, standby: try await primary.startStandby())
        }

        /// Returns the URL for several ports.
        func url(_ ports: UInt16..., role: String? = nil) -> String {
            let hosts = ports.map { "127.0.0.1:\($0)" }.joined(separator: ",")
            let attributes = role.map { "&target_session_attrs=\($0)" } ?? ""
            return "postgres://tester:hunter2@\(hosts)/postgres?sslmode=disable\(attributes)"
        }
    }

    /// The state shared with the writers.
    private final class Progress: Sendable {
        let acknowledged = Mutex<Set<Int>>([])
        let isPromoted = Atomic(false)
    }

    /// Shared by the tests that do not promote a server.
    private static let pair = Task { try await Pair.start() }

    private func withDatabase<Result>(
        _ url: String,
        _ configuration: Database.Configuration = .init(acquireTimeout: .seconds(60)),
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        try await SwiftletSQLTests.withDatabase(url, configuration, body)
    }

    private func backend(_ db: Database) async throws -> Int {
        try #require(try await db.query("SELECT pg_backend_pid()").first?.decode(Int.self))
    }

    private func isStandby(_ executor: any SQLExecutor) async throws -> Bool? {
        try await executor.query("SELECT pg_is_in_recovery()").first?.decode(Bool.self)
    }

    @Test(arguments: ["any", "standby", "prefer-standby", "read-only"])
    func `connections to a standby are pooled`(_ role: String) async throws {
        let pair = try await Self.pair.value
        try await withDatabase(pair.url(pair.standby, role: role)) { db in
            let process = try await backend(db)
            #expect(try await backend(db) == process)
            // Pooled, because a read-only server was requested.
            let error = await #expect(throws: SQLError.self) { try await db.execute("INSERT INTO t VALUES (1)") }
            #expect(error?.code == .readOnly)
            if role != "any" {
                #expect(try await backend(db) == process)
            }
        }
    }

    @Test(arguments: ["any", "primary", "read-write", "prefer-standby"])
    func `connections to a primary are pooled`(_ role: String) async throws {
        let pair = try await Self.pair.value
        try await withDatabase(pair.url(pair.primary.port, role: role)) { db in
            let process = try await backend(db)
            #expect(try await backend(db) == process)
        }
    }

    @Test(arguments: [
        ("standby", true), ("prefer-standby", true), ("read-only", true), ("read-write", false), ("primary", false),
    ])
    func `a server with the required role is found in any order`(_ role: String, _ expected: Bool) async throws {
        let pair = try await Self.pair.value
        for url in [
            pair.url(pair.primary.port, pair.standby, role: role),
            pair.url(pair.standby, pair.primary.port, role: role),
        ] {
            try await withDatabase(url) { db in
                let isStandby = try await isStandby(db)
                #expect(isStandby == expected)
            }
        }
    }

    @Test func `no server with the required role is an error`() async throws {
        let pair = try await Self.pair.value
        try await withDatabase(pair.url(pair.primary.port, role: "standby")) { db in
            let error = await #expect(throws: SQLError.self) { try await backend(db) }
            #expect(error?.code == .connectionFailed)
            #expect(error?.message.contains("target_session_attrs") == true)
        }
    }

    @Test(arguments: [1, 3])
    func `a read-only connection is discarded, and the next statement uses the primary`(
        _ poolSize: Int
    ) async throws {
        let pair = try await Self.pair.value
        let name = try TCPSwitch(to: pair.standby)
        defer { name.end() }
        try await withDatabase(pair.url(name.port), .init(poolSize: poolSize)) { db in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<poolSize { group.addTask { _ = try await db.query("SELECT pg_sleep(0.05)") } }
                try await group.waitForAll()
            }
            let error = await #expect(throws: SQLError.self) { try await db.execute("INSERT INTO t VALUES (1)") }
            #expect(error?.code == .readOnly)
            name.lead(to: pair.primary.port)
            for _ in 0..<5 { try await db.execute("INSERT INTO t VALUES (1)") }
        }
    }

    @Test func `a connection with default_transaction_read_only is discarded`() async throws {
        let server = try await PostgresServer.shared()
        let url = try await server.makeDatabase()
        let role = "reader_\(UInt32.random(in: 0...UInt32.max))"
        _ = try await server.ask("CREATE ROLE \(role) LOGIN PASSWORD 'hunter2'")
        _ = try await server.ask("ALTER ROLE \(role) SET default_transaction_read_only = on")
        try await withDatabase(url.replacing("tester:", with: "\(role):")) { db in
            let process = try await backend(db)
            await #expect(throws: SQLError.self) { try await db.execute("CREATE TABLE x (id int)") }
            #expect(try await backend(db) != process)
        }
    }

    @Test func `a rejected write in a read-only transaction keeps the connection`() async throws {
        let pair = try await Self.pair.value
        try await withDatabase(pair.url(pair.primary.port)) { db in
            let process = try await backend(db)
            let error = await #expect(throws: SQLError.self) {
                try await db.transaction(isReadOnly: true) { try await $0.execute("INSERT INTO t VALUES (1)") }
            }
            #expect(error?.code == .readOnly)
            #expect(try await backend(db) == process)
        }
    }

    @Test func `a standby promoted under load takes over without losing acknowledged rows`() async throws {
        let pair = try await Pair.start()
        // Otherwise a row may be acknowledged that the standby has not received.
        _ = try await pair.primary.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
        _ = try await pair.primary.ask("SELECT pg_reload_conf()")
        let url = pair.url(pair.primary.port, pair.standby, role: "read-write")
        try await withDatabase(url, .init(poolSize: 4, acquireTimeout: .seconds(60))) { db in
            let progress = Progress()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<4 {
                    group.addTask {
                        var id = writer
                        var successesAfterPromotion = 0
                        while successesAfterPromotion < 20 {
                            id += 4
                            let isAfter = progress.isPromoted.load(ordering: .relaxed)
                            do {
                                try await db.execute("INSERT INTO t VALUES (\(id))")
                                _ = progress.acknowledged.withLock { $0.insert(id) }
                                if isAfter { successesAfterPromotion += 1 }
                            } catch is SQLError {
                                try await Task.sleep(for: .milliseconds(5))
                            }
                        }
                    }
                }
                group.addTask {
                    while progress.acknowledged.withLock({ $0.count }) < 100 {
                        try await Task.sleep(for: .milliseconds(5))
                    }
                    try await pair.primary.stop()
                    try await pair.primary.promoteStandby()
                    progress.isPromoted.store(true, ordering: .relaxed)
                }
                try await group.waitForAll()
            }
            let stored = Set(try await db.query("SELECT id FROM t").decode(Int.self))
            #expect(progress.acknowledged.withLock { $0.subtracting(stored) }.isEmpty)
            #expect(try await isStandby(db) == false)
        }
    }
}
