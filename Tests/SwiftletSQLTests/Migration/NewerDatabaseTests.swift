import TestSupport
import Testing

@testable import SwiftletSQL

@Suite(.timeLimit(.minutes(2))) struct NewerDatabaseTests {
    private static let all = (1...3).map { Migration("000\($0)", up: "SELECT 1", down: "SELECT 1") }

    @Test(arguments: TestDriver.allCases)
    func `a newer database is rejected unless it is accepted`(_ driver: TestDriver) async throws {
        let log = LogRecorder()
        try await driver.withDatabase(.init(logger: log.logger)) { db in
            try await Migrator(db, Self.all).up()
            let old = [Self.all[0]]
            let error = await #expect(throws: SQLError.self) { try await Migrator(db, old).up() }
            #expect(error?.code == .migrationConflict)
            #expect(error?.message.contains("0002") == true)
            #expect(log.lines.isEmpty)
            #expect(try await Migrator(db, old, newerDatabase: .accept).up() == [])
            #expect(log.lines.count == 1)
            #expect(log.lines.first?.contains("0002") == true)
            #expect(log.lines.first?.contains("0003") == true)
            let status = try await Migrator(db, old).status()
            #expect(status.map(\.state) == [.applied, .unknown, .unknown])
            #expect(status.map(\.isApplied) == [true, true, true])
            let down = await #expect(throws: SQLError.self) {
                try await Migrator(db, old, newerDatabase: .accept).down()
            }
            #expect(down?.message.contains("0003") == true)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a newer version's half-done migration does not block an older version`(
        _ driver: TestDriver
    ) async throws {
        try await driver.withDatabase { db in
            let failing = Migration("0002", up: "SELECT nonsense", transactional: false)
            await #expect(throws: SQLError.self) { try await Migrator(db, [Self.all[0], failing]).up() }
            let applied = try await Migrator(db, [Self.all[0]], newerDatabase: .accept).up()
            #expect(applied.isEmpty)
            let error = await #expect(throws: SQLError.self) { try await Migrator(db, [Self.all[0]]).up() }
            #expect(error?.code == .migrationConflict)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `missing or edited migrations are always conflicts`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await Migrator(db, Self.all).up()
            let lists: [([Migration], String)] = [
                ([Self.all[0], Self.all[2]], "0002 was applied to the database but is missing"),
                ([Self.all[0], Migration("0009", up: "SELECT 9")], "0009 in code has not been applied"),
                ([Migration("0001", up: "SELECT 2")], "0001 was edited"),
            ]
            for (list, reason) in lists {
                let error = await #expect(throws: SQLError.self) {
                    try await Migrator(db, list, newerDatabase: .accept).up()
                }
                #expect(error?.code == .migrationConflict)
                #expect(error?.message.contains(reason) == true)
            }
        }
    }
}
