import Foundation
import SwiftletContext
import TestSupport
import Testing

@testable import SwiftletSQL

/// Server failures.
///
/// The suite has its own server, to stop, freeze and kill.
@Suite(.serialized, .timeLimit(.minutes(5)), .enabled(if: PostgresServer.programs != nil, PostgresServer.reason))
struct PostgresFaultTests {
    private static let server = Task { try await PostgresServer.start() }

    private func withDatabase(
        _ configuration: Database.Configuration = .init(),
        _ body: (Database, PostgresServer) async throws -> Void
    ) async throws {
        let server = try await Self.server.value
        let db = try Database(url: try await server.makeDatabase(), configuration: configuration)
        do {
            try await body(db, server)
        } catch {
            await db.close()
            throw error
        }
        await db.close()
    }

    private func backend(_ executor: any SQLExecutor) async throws -> Int {
        try #require(try await executor.query("SELECT pg_backend_pid()").first?.decode(Int.self))
    }

    private func error(_ body: () async throws -> some Any) async -> SQLError? {
        await #expect(throws: SQLError.self) { _ = try await body() }
    }

    private func waitUntilActive(_ process: Int, _ server: PostgresServer) async throws {
        let query = "SELECT count(*) FROM pg_stat_activity WHERE pid = \(process) AND wait_event = 'PgSleep'"
        try await server.wait(for: "1", to: query)
    }

    private func waitUntilGone(_ process: Int, _ server: PostgresServer) async throws {
        try await server.wait(for: "0", to: "SELECT count(*) FROM pg_stat_activity WHERE pid = \(process)")
    }

    @Test func `a connection closed while idle is replaced before the query is sent`() async throws {
        try await withDatabase { db, server in
            let first = try await backend(db)
            #expect(try await backend(db) == first)
            try await server.terminate(first)
            try await waitUntilGone(first, server)
            let second = try await backend(db)
            #expect(second != first)
        }
    }

    @Test func `the database reconnects after a server restart`() async throws {
        try await withDatabase(.init(poolSize: 3)) { db, server in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<3 { group.addTask { _ = try await db.query("SELECT pg_sleep(0.05)") } }
                try await group.waitForAll()
            }
            try await server.stop()
            let down = await error { try await db.query("SELECT 1") }
            #expect(down?.code == .connectionFailed)
            #expect(down?.description.contains("127.0.0.1") == false)
            try await server.launch()
            for _ in 0..<5 {
                let one = try await db.query("SELECT 1").first?.decode(Int.self)
                #expect(one == 1)
            }
        }
    }

    @Test(arguments: [false, true])
    func `a backend terminated during a query throws, and the query is not retried`(_ hard: Bool) async throws {
        try await withDatabase { db, server in
            try await db.execute("CREATE SEQUENCE runs")
            let process = try await backend(db)
            async let outcome = error { try await db.query("SELECT nextval('runs'), pg_sleep(3600)") }
            try await waitUntilActive(process, server)
            if hard {
                try await server.kill(process)
            } else {
                try await server.terminate(process)
            }
            let lost = await outcome
            #expect(lost?.code == .connectionLost)
            if !hard {
                #expect(lost?.sqlState == "57P01")
                let runs = try await db.query("SELECT last_value FROM runs").first?.decode(Int.self)
                #expect(runs == 1)
            } else {
                // The server restarts itself after a crash, and rejects connections meanwhile.
                while (try? await db.query("SELECT 1")) == nil {
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
        }
    }

    @Test func `a transaction whose connection is lost fails, and the next one succeeds`() async throws {
        try await withDatabase { db, server in
            try await db.execute("CREATE TABLE t (id integer)")
            let lost = await error {
                try await db.transaction(retrying: 5) { tx in
                    try await tx.execute("INSERT INTO t VALUES (1)")
                    let process = try await backend(tx)
                    try await server.terminate(process)
                    try await waitUntilGone(process, server)
                    try await tx.execute("INSERT INTO t VALUES (2)")
                }
            }
            #expect(lost?.code == .connectionLost)
            let count = try await db.query("SELECT count(*) FROM t").first?.decode(Int.self)
            #expect(count == 0)
        }
    }

    @Test func `a frozen backend is abandoned after the statement timeout`() async throws {
        try await withDatabase(.init(acquireTimeout: .seconds(60), statementTimeout: .seconds(1))) { db, server in
            let process = try await backend(db)
            try await server.freeze(process)
            let timeout = await error { try await db.query("SELECT 1") }
            #expect(timeout?.code == .timeout)
            let next = try await backend(db)
            #expect(next != process)
            try await server.thaw(process)
        }
    }

    @Test func `a frozen connection is detected by a probe and replaced`() async throws {
        let configuration = Database.Configuration(probeAfterIdle: .zero, probeTimeout: .milliseconds(200))
        try await withDatabase(configuration) { db, server in
            let process = try await backend(db)
            #expect(try await backend(db) == process)
            try await server.freeze(process)
            let next = try await backend(db)
            #expect(next != process)
            try await server.thaw(process)
        }
    }

    @Test func `a frozen server throws after the acquire timeout`() async throws {
        try await withDatabase(.init(acquireTimeout: .milliseconds(300))) { db, server in
            let main = try await server.mainProcess()
            try await server.freeze(main)
            let frozen = await error { try await db.query("SELECT 1") }
            #expect(frozen?.code == .connectionFailed)
            try await server.thaw(main)
            // Wait until it has finished the previous attempt, so that the next query does not time out.
            try await server.wait(for: "1", to: "SELECT 1")
            let one = try await db.query("SELECT 1").first?.decode(Int.self)
            #expect(one == 1)
        }
    }

    @Test func `the invocation's deadline cancels the statement on the server`() async throws {
        try await withDatabase { db, server in
            let process = try await backend(db)
            let context = Context(requestID: "r", deadline: .now + .milliseconds(400))
            let timeout = await Context.$current.withValue(context) {
                await error { try await db.query("SELECT pg_sleep(3600)") }
            }
            #expect(timeout?.code == .timeout)
            try await server.wait(
                for: "0",
                to: "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
            )
            // The statement was cancelled and the connection kept.
            #expect(try await backend(db) == process)
            let late = await Context.$current.withValue(Context(requestID: "r", deadline: .now)) {
                await error { try await db.query("SELECT 1") }
            }
            #expect(late?.code == .timeout || late?.code == .acquireTimeout)
        }
    }

    @Test func `canceling the task cancels the statement on the server`() async throws {
        try await withDatabase { db, server in
            let process = try await backend(db)
            let task = Task { try await db.query("SELECT pg_sleep(3600)") }
            try await waitUntilActive(process, server)
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            try await server.wait(
                for: "0",
                to: "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
            )
            #expect(try await backend(db) == process)
        }
    }

    @Test func `a cancelled pipeline leaves the connection usable`() async throws {
        try await withDatabase(.init(statementTimeout: .milliseconds(300))) { db, server in
            let process = try await backend(db)
            let timeout = await error { try await db.pipeline(["SELECT 1", "SELECT pg_sleep(3600)", "SELECT 2"]) }
            #expect(timeout?.code == .timeout)
            #expect(try await backend(db) == process)
            let (one, two) = try await db.pipeline("SELECT 1", "SELECT 2")
            #expect(try one.decode(Int.self) + two.decode(Int.self) == [1, 2])
        }
    }

    @Test func `a timeout inside a transaction rolls back and releases the connection`() async throws {
        try await withDatabase(.init(statementTimeout: .milliseconds(300))) { db, server in
            try await db.execute("CREATE TABLE t (id integer)")
            let process = try await backend(db)
            let timeout = await error {
                try await db.transaction { tx in
                    try await tx.execute("INSERT INTO t VALUES (1)")
                    _ = try await tx.query("SELECT pg_sleep(3600)")
                }
            }
            #expect(timeout?.code == .timeout)
            #expect(try await backend(db) == process)
            let count = try await db.query("SELECT count(*) FROM t").first?.decode(Int.self)
            #expect(count == 0)
        }
    }

    @Test func `the error for a wrong password does not contain it`() async throws {
        try await withDatabase { _, server in
            let good = server.url(schema: "public")
            let bad = good.split(separator: "hunter2").joined(separator: "s3cret")
            let db = try Database(url: bad)
            let refused = await error { try await db.query("SELECT 1") }
            #expect(refused?.code == .authenticationFailed)
            #expect(refused?.description.contains("tester") == false)
            #expect(refused?.description.contains("s3cret") == false)
            await db.close()
        }
    }

    @Test func `a million rows are streamed with bounded memory`() async throws {
        try await withDatabase { db, _ in
            let before = try residentMegabytes()
            var peak = before
            var rows = 0
            for try await row in db.stream("SELECT n, repeat('x', 200) FROM generate_series(1, 1000000) AS n") {
                rows += 1
                if rows % 100_000 == 0 {
                    #expect(try row.decode(Int.self) == rows)
                    peak = max(peak, try residentMegabytes())
                }
            }
            #expect(rows == 1_000_000)
            #expect(peak - before < 100)
        }
    }

    private func residentMegabytes() throws -> Int {
        let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return (Int(fields[1]) ?? 0) * 4096 / 1_048_576
    }
}
