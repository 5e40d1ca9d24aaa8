import Synchronization
import TestSupport
import Testing

@testable import SwiftletSQL

/// COPY from a sequence that produces no further rows and ignores cancellation.
@Suite(.timeLimit(.minutes(1))) struct StalledCopyTests {
    /// Suspends its waiters until it is opened.
    private final class Gate: Sendable {
        private let waiting = Mutex<[CheckedContinuation<Void, Never>]>([])

        var isReached: Bool { waiting.withLock { !$0.isEmpty } }

        func wait() async {
            await withCheckedContinuation { continuation in waiting.withLock { $0.append(continuation) } }
        }

        func open() {
            let waiting = waiting.withLock { waiting in
                defer { waiting = [] }
                return waiting
            }
            for continuation in waiting { continuation.resume() }
        }
    }

    private struct Rows: AsyncSequence, AsyncIteratorProtocol {
        typealias Element = [any SQLEncodable]

        let gate: Gate
        var count = 0

        func makeAsyncIterator() -> Rows { self }

        mutating func next() async -> [any SQLEncodable]? {
            if count == 2 { await gate.wait() }
            count += 1
            return [count]
        }
    }

    /// A sequence that takes a third of the timeout for each row.
    private struct SlowRows: AsyncSequence, AsyncIteratorProtocol {
        typealias Element = [any SQLEncodable]

        var count = 0

        func makeAsyncIterator() -> SlowRows { self }

        mutating func next() async throws -> [any SQLEncodable]? {
            guard count < 5 else { return nil }
            try await Task.sleep(for: .seconds(1))
            count += 1
            return [count]
        }
    }

    private func withTable(
        _ driver: TestDriver,
        timeout: Duration?,
        _ body: (Database, Gate) async throws -> Void
    ) async throws {
        let configuration = Database.Configuration(poolSize: 1, maxOverflow: 0, statementTimeout: timeout)
        let gate = Gate()
        defer { gate.open() }
        try await driver.withDatabase(configuration) { db in
            try await db.execute("CREATE TABLE t (id integer PRIMARY KEY)")
            try await body(db, gate)
            #expect(try await db.query("SELECT id FROM t").decode(Int.self) == [])
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `the wait for the next row ends at the deadline`(_ driver: TestDriver) async throws {
        try await withTable(driver, timeout: .seconds(2)) { db, gate in
            let error = await #expect(throws: SQLError.self) {
                try await db.copyIn(into: "t", columns: ["id"], rows: Rows(gate: gate))
            }
            #expect(error?.code == .timeout)
            #expect(error?.message.contains("next row") == true)
            let inside = await #expect(throws: SQLError.self) {
                try await db.transaction { tx in
                    try await tx.copyIn(into: "t", columns: ["id"], rows: Rows(gate: gate))
                }
            }
            #expect(inside?.code == .timeout)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `the wait for the next row ends when the task is cancelled`(_ driver: TestDriver) async throws {
        try await withTable(driver, timeout: nil) { db, gate in
            let copying = Task { try await db.copyIn(into: "t", columns: ["id"], rows: Rows(gate: gate)) }
            while !gate.isReached { try await Task.sleep(for: .milliseconds(5)) }
            copying.cancel()
            await #expect(throws: CancellationError.self) { try await copying.value }
        }
    }

    @Test func `rows of empty values fill a batch`() async throws {
        let rows = AsyncStream<[any SQLEncodable]> { continuation in
            for _ in 0..<20_000 { continuation.yield([""]) }
            continuation.finish()
        }
        let batch = try await RowSource(rows).batch(until: nil)
        #expect(batch.count < 10_000)
    }

    @Test(arguments: TestDriver.allCases)
    func `the timeout applies to each row of a slow sequence`(_ driver: TestDriver) async throws {
        try await driver.withDatabase(.init(statementTimeout: .seconds(3))) { db in
            try await db.execute("CREATE TABLE t (id integer PRIMARY KEY)")
            #expect(try await db.copyIn(into: "t", columns: ["id"], rows: SlowRows()) == 5)
        }
    }
}
