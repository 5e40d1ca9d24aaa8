import TestSupport
import Testing

@testable import SwiftletSQL

@Suite(.timeLimit(.minutes(2))) struct EchoTests {
    @Test(arguments: TestDriver.allCases)
    func `statements are logged with text and without values`(_ driver: TestDriver) async throws {
        let log = LogRecorder()
        try await driver.withDatabase(.init(echo: true, logger: log.logger)) { db in
            let secret = "s3cret"
            try await db.execute("CREATE TABLE t (name text)")
            try await db.execute("INSERT INTO t VALUES (\(secret))")
            _ = try await db.pipeline("SELECT 1 WHERE \(secret) = 'x'", "SELECT 2")
            for try await _ in db.stream("SELECT name FROM t WHERE name = \(secret)") {}
            await #expect(throws: SQLError.self) { try await db.query("SELECT \(secret) FROM nowhere") }
        }
        let all = log.lines
        #expect(all.contains { $0.contains("INSERT INTO t VALUES") && $0.contains("affected") })
        #expect(all.contains { $0.contains("nowhere") && $0.contains("failed") })
        #expect(all.contains { $0.contains("streamed") })
        #expect(all.count == 6)
        #expect(!all.contains { $0.contains("s3cret") })
    }
}
