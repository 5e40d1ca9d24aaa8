import Foundation
import TestSupport
import Testing

@testable import SwiftletSQL

@Suite(.serialized, .timeLimit(.minutes(5))) struct ManyProcessesTests {
    /// Fifty, or the value in the environment: under a sanitizer each process takes seconds to start.
    private static let count = ProcessInfo.processInfo.environment["SWIFTLET_TEST_PROCESSES"].flatMap(Int.init) ?? 50

    /// A separate server: waiting for processes blocks the threads on which other tests run, so that a test that holds the
    /// migration lock would never release it.
    private static let server = Task { try await PostgresServer.start() }

    private func withURL(_ driver: TestDriver, _ body: (String) async throws -> Void) async throws {
        switch driver {
        case .sqlite: try await driver.withURL(body)
        case .postgres: try await body(try await Self.server.value.makeDatabase())
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `fifty concurrent processes migrate once`(_ driver: TestDriver) async throws {
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
