import Foundation
import TestSupport
import Testing

@testable import SwiftletSQL

/// Changing credentials.
@Suite(.timeLimit(.minutes(3)), .enabled(if: PostgresServer.programs != nil, PostgresServer.reason))
struct PostgresCredentialTests {
    private func backend(_ db: Database) async throws -> Int {
        try #require(try await db.query("SELECT pg_backend_pid()").first?.decode(Int.self))
    }

    private func makeRole(_ server: PostgresServer) async throws -> String {
        let name = "role_\(UInt32.random(in: 0...UInt32.max))"
        _ = try await server.ask("CREATE ROLE \(name) LOGIN PASSWORD 'one' IN ROLE pg_monitor")
        return name
    }

    private func replacePassword(of role: String, _ process: Int, _ server: PostgresServer) async throws {
        _ = try await server.ask("ALTER ROLE \(role) PASSWORD 'two'")
        try await server.terminate(process)
        try await server.wait(for: "0", to: "SELECT count(*) FROM pg_stat_activity WHERE pid = \(process)")
    }

    @Test func `the password provider is called for each new connection`() async throws {
        let server = try await PostgresServer.shared()
        let role = try await makeRole(server)
        let secret = ChangingValue("one")
        let url = "postgres://\(role)@127.0.0.1:\(server.port)/postgres?sslmode=disable"
        try await withDatabase(url, .init(password: { secret.next() })) { db in
            let process = try await backend(db)
            #expect(try await backend(db) == process)
            #expect(secret.count == 1)
            secret.change(to: "two")
            try await replacePassword(of: role, process, server)
            #expect(try await backend(db) != process)
            #expect(secret.count == 2)
        }
    }

    @Test func `the password provider is called again after a rejection`() async throws {
        let server = try await PostgresServer.shared()
        let role = try await makeRole(server)
        let url = "postgres://\(role)@127.0.0.1:\(server.port)/postgres?sslmode=disable"
        let late = ChangingValue("stale", "one")
        try await withDatabase(url, .init(password: { late.next() })) { db in
            _ = try await backend(db)
            #expect(late.count == 2)
        }
        let wrong = ChangingValue("s3cret", "s4cret", "s5cret")
        try await withDatabase(url, .init(password: { wrong.next() })) { db in
            let error = await #expect(throws: SQLError.self) { try await backend(db) }
            #expect(error?.code == .authenticationFailed)
            #expect(error?.sqlState == "28P01")
            #expect(error?.description.contains("cret") == false)
            #expect(wrong.count == 2)
        }
    }

    @Test func `a rotated secret is reloaded`() async throws {
        let server = try await PostgresServer.shared()
        let role = try await makeRole(server)
        let url = { (password: String) in
            "postgres://\(role):\(password)@127.0.0.1:\(server.port)/postgres?sslmode=disable"
        }
        let secret = ChangingValue(url("one"))
        try await withDatabase(url("one"), .init(reloadURL: { secret.next() })) { db in
            let process = try await backend(db)
            secret.change(to: url("two"))
            try await replacePassword(of: role, process, server)
            let next = try await backend(db)
            #expect(next != process)
            #expect(secret.count == 1)
            // The new URL is kept.
            try await server.terminate(next)
            try await server.wait(for: "0", to: "SELECT count(*) FROM pg_stat_activity WHERE pid = \(next)")
            _ = try await backend(db)
            #expect(secret.count == 1)
        }
    }

    @Test func `a replica keeps its own credentials when the primary's are reloaded`() async throws {
        let server = try await PostgresServer.shared()
        let role = try await makeRole(server)
        let host = "127.0.0.1:\(server.port)/postgres?sslmode=disable"
        let primary = ChangingValue("postgres://tester:hunter2@\(host)")
        let replica = ChangingValue("postgres://\(role):one@\(host)")
        let stale = "postgres://\(role):stale@\(host)"
        for isReadable in [false, true] {
            let reload: Database.CredentialProvider = { replica.next() }
            let db = try Database(
                url: primary.next(),
                readURL: stale,
                configuration: .init(
                    reloadURL: { primary.next() },
                    reloadReadURL: isReadable ? reload : nil
                )
            )
            let error = await sqlError {
                let user = try await db.reading.query("SELECT CAST(current_user AS text)").scalar(String.self)
                #expect(user == role)
            }
            #expect(error?.code == (isReadable ? nil : .authenticationFailed))
            await db.close()
        }
        #expect(primary.count == 2 && replica.count == 1)
    }

    @Test func `a replica with the primary's credentials gets the reloaded ones`() async throws {
        let server = try await PostgresServer.shared()
        let role = try await makeRole(server)
        let host = "127.0.0.1:\(server.port)/postgres?sslmode=disable"
        for readURL in ["postgres://\(role):stale@\(host)", "postgres://\(role)@\(host)"] {
            let db = try Database(
                url: "postgres://\(role):stale@\(host)",
                readURL: readURL,
                configuration: .init(reloadURL: { "postgres://\(role):one@primary.invalid/postgres" })
            )
            #expect(try await db.reading.query("SELECT 1").scalar(Int.self) == 1)
            await db.close()
        }
    }

    @Test func `an unchanged secret is not tried twice`() async throws {
        let server = try await PostgresServer.shared()
        let url = "postgres://tester:s3cret@127.0.0.1:\(server.port)/postgres?sslmode=disable"
        for reloaded in [url, "nonsense", "sqlite::memory:"] {
            let secret = ChangingValue(reloaded)
            try await withDatabase(url, .init(reloadURL: { secret.next() })) { db in
                let error = await #expect(throws: SQLError.self) { try await backend(db) }
                #expect(error?.code == .authenticationFailed)
                #expect((error?.underlyingError == nil) == (reloaded == url))
                #expect(secret.count == 1)
            }
        }
    }

    @Test func `a provider that hangs or fails throws before the deadline`() async throws {
        let url = "postgres://tester@127.0.0.1:1/postgres"
        let hang: Database.CredentialProvider = {
            try? await Task.sleep(for: .seconds(3600))
            return ""
        }
        try await withDatabase(url, .init(acquireTimeout: .milliseconds(300), password: hang)) { db in
            let error = await #expect(throws: SQLError.self) { try await db.query("SELECT 1") }
            #expect(error?.code == .connectionFailed)
            #expect(error?.message.contains("provider") == true)
        }
        struct Unavailable: Error {}
        try await withDatabase(url, .init(password: { throw Unavailable() })) { db in
            let error = await #expect(throws: SQLError.self) { try await db.query("SELECT 1") }
            #expect(error?.code == .connectionFailed)
            #expect(error?.underlyingError is Unavailable)
        }
    }
}
