import Foundation
import Testing

@testable import SwiftletSQL

@Suite(.serialized, .timeLimit(.minutes(5))) struct ManyProcessesTests {
    /// Fifty, or what the environment says: under a sanitizer each of them takes seconds to start.
    private static let count = ProcessInfo.processInfo.environment["SWIFTLET_TEST_PROCESSES"].flatMap(Int.init) ?? 50

    /// Of its own: what waits for a process occupies the threads on which the other tests run, so that one of them which has
    /// the lock of the migrations would never let go of it.
    private static let server = Task { try await PostgresServer.start() }

    private func withURL(_ driver: TestDriver, _ body: (String) async throws -> Void) async throws {
        switch driver {
        case .sqlite: try await driver.withURL(body)
        case .postgres: try await body(try await Self.server.value.makeDatabase())
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `fifty processes that start at once migrate once`(_ driver: TestDriver) async throws {
        try await withURL(driver) { url in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<Self.count {
                    group.addTask {
                        await #expect(processExitsWith: .success) { [url = url as String] in
                            let db = try Database(url: url, configuration: .init(acquireTimeout: .seconds(120)))
                            let migrator = try Migrator(
                                db,
                                [MigrationTests.users, MigrationTests.pets, MigrationTests.rows],
                                lockTimeout: .seconds(120)
                            )
                            try await migrator.up()
                            await db.close()
                        }
                    }
                }
                try await group.waitForAll()
            }
            let db = try Database(url: url)
            #expect(try await db.query("SELECT count(*) FROM people").first?.decode(Int.self) == 1)
            let status = try await Migrator(db, [MigrationTests.users, MigrationTests.pets, MigrationTests.rows])
                .status()
            #expect(status.map(\.isApplied) == [true, true, true])
            await db.close()
        }
    }
}
