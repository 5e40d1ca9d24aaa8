import Foundation
import SwiftletSQL
import SwiftletSecurity
import SwiftletSecuritySQL
import TestSupport
import Testing

/// A limit shared by several processes, each with several database pools.
@Suite(.serialized, .timeLimit(.minutes(5))) struct SharedRateLimitTests {
    /// Eight by default; an environment variable lowers it for sanitizers, with which each process takes seconds to start.
    private static let count = ProcessInfo.processInfo.environment["SWIFTLET_TEST_PROCESSES"].flatMap(Int.init) ?? 8

    /// Not the shared server: waiting for processes blocks threads of other tests, which may hold connections.
    private static let server = Task { try await PostgresServer.start() }

    /// Calls `body` with the URL of a database that processes can share, with the tables of this test.
    private func withURL(_ driver: Driver, _ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "swiftlet-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let url: String
        switch driver {
        case .sqlite:
            url = "sqlite:\(folder.path)/test.db"
        case .postgres:
            guard PostgresServer.programs != nil else { try Test.cancel(PostgresServer.reason) }
            url = try await Self.server.value.makeDatabase()
        }
        try await SharedLimit.prepare(url)
        try await body(url)
    }

    @Test(arguments: Driver.allCases)
    func `many processes together are granted exactly the burst`(_ driver: Driver) async throws {
        try await withURL(driver) { url in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<Self.count {
                    group.addTask {
                        // A failed request makes the process exit with a failure.
                        await #expect(processExitsWith: .success) { [url = url as String] in
                            try await SharedLimit.sendRequests(url)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let database = try Database(url: url)
            let granted = try await database.query("SELECT granted FROM grants ORDER BY key").decode(Int.self)
            #expect(granted == Array(repeating: SharedLimit.limit.burst, count: SharedLimit.keys.count))
            let asked = try await database.query("SELECT sum(asked) FROM grants").first?.decode(Int.self)
            #expect(asked == Self.count * SharedLimit.requestsPerProcess)
            // Expired keys were deleted meanwhile.
            let old = try await database.query("SELECT count(*) FROM swiftlet_rate_limits WHERE key LIKE 'old%'")
            #expect(try old.first?.decode(Int.self) == 0)
            await database.close()
        }
    }
}

/// The code of the child processes.
private enum SharedLimit {
    static let limit = RateLimit(100, per: .seconds(86_400), burst: 10)
    static let keys = (10..<30).map { "key\($0)" }

    /// The first request of each key has an arrival time at which a store deletes expired keys.
    static let now: Int64 = 1_700_000_000_000_000 / 1009 * 1009 - 864_000_000 % 1009

    private static let databases = 3
    private static let requests = 6
    static let requestsPerProcess = keys.count * databases * requests

    /// Creates the tables, with expired keys.
    static func prepare(_ url: String) async throws {
        let database = try Database(url: url)
        try await Migrator(database, [DatabaseRateLimitStore.migration]).up()
        _ = try await database.execute("CREATE TABLE grants (key TEXT PRIMARY KEY, granted BIGINT, asked BIGINT)")
        _ = try await database.execute("CREATE TABLE arrivals (process BIGINT)")
        for key in keys { _ = try await database.execute("INSERT INTO grants VALUES (\(key), 0, 0)") }
        for key in 0..<100 {
            _ = try await database.execute("INSERT INTO swiftlet_rate_limits VALUES (\("old\(key)"), \(now - 1))")
        }
        await database.close()
    }

    /// Sends requests for every key, concurrently from several databases, and records how many were granted.
    static func sendRequests(_ url: String) async throws {
        let configuration = Database.Configuration(poolSize: 3, acquireTimeout: .seconds(60), busyTimeout: .seconds(60))
        let databases = try (0..<databases).map { _ in try Database(url: url, configuration: configuration) }
        try await meet(databases[0])
        for key in keys {
            let granted = try await withThrowingTaskGroup(of: Bool.self) { group in
                for database in databases {
                    let store = DatabaseRateLimitStore(database)
                    for _ in 0..<requests {
                        group.addTask { try await store.decide(key, limit, at: now).isAllowed }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            try await databases[0]
                .execute(
                    """
                    UPDATE grants SET granted = granted + \(granted), asked = asked + \(databases.count * requests)
                    WHERE key = \(key)
                    """
                )
        }
        for database in databases { await database.close() }
    }

    /// Waits for another process, so that the two send requests concurrently.
    ///
    /// The wait is short, because the other process may not start before this one has exited.
    private static func meet(_ database: Database) async throws {
        try await database.execute("INSERT INTO arrivals VALUES (1)")
        let end = ContinuousClock.now + .seconds(3)
        while try await database.query("SELECT count(*) FROM arrivals").decode(Int.self) == [1], .now < end {
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
