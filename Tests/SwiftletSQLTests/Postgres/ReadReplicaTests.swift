import TestSupport
import Testing

@testable import SwiftletSQL

/// The statements that are sent to the replica of `readURL`.
@Suite(.timeLimit(.minutes(2)), .enabled(if: PostgresServer.programs != nil, PostgresServer.reason))
struct ReadReplicaTests {
    private func process(_ executor: any SQLExecutor) async throws -> String? {
        try await executor.query("SELECT current_setting('application_name')").first?.decode(String.self)
    }

    @Test func `reading and read-only transactions use the replica, everything else the primary`() async throws {
        let server = try await PostgresServer.shared()
        let url = try await server.makeDatabase(parameters: "&application_name=primary")
        let readURL = url.replacing("application_name=primary", with: "application_name=replica")
        let db = try Database(url: url, readURL: readURL)
        #expect(try await process(db) == "primary")
        #expect(try await process(db.reading) == "replica")
        #expect(try await process(db.reading.reading) == "replica")
        #expect(try await db.transaction { try await process($0) } == "primary")
        #expect(try await db.transaction(isReadOnly: true) { try await process($0) } == "replica")
        // A standby rejects it.
        let serializable = try await db.transaction(isolation: .serializable, isReadOnly: true) {
            try await process($0)
        }
        #expect(serializable == "primary")
        await db.close()
        let closed = await #expect(throws: SQLError.self) { try await process(db.reading) }
        #expect(closed?.code == .closed)
    }

    @Test func `without a replica all statements use the primary`() async throws {
        let url = try await PostgresServer.shared().makeDatabase(parameters: "&application_name=primary")
        let db = try Database(url: url)
        #expect(db.reading === db)
        #expect(try await db.transaction(isReadOnly: true) { try await process($0) } == "primary")
        await db.close()
    }

    @Test func `a replica with another dialect is rejected`() {
        let error = #expect(throws: SQLError.self) {
            try Database(url: "postgres://u:s3cret@h/d", readURL: "sqlite:app.db")
        }
        #expect(error?.code == .invalidURL)
        #expect(error?.description.contains("s3cret") == false)
    }
}
