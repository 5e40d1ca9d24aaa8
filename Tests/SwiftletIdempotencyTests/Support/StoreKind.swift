import Logging
import SwiftletIdempotency
import SwiftletIdempotencySQL
import SwiftletSQL
import TestSupport
import Testing

/// The stores on which the same tests run.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible {
    case memory
    case sqlite
    case postgres

    var testDescription: String { rawValue }

    /// Runs the body with an empty store, which deletes keys that expired an hour ago with each claim.
    func with(_ body: (any IdempotencyStore) async throws -> Void) async throws {
        let driver: TestDriver
        switch self {
        case .memory: return try await body(MemoryIdempotencyStore())
        case .sqlite: driver = .sqlite
        case .postgres: driver = .postgres
        }
        let database = try Database(url: try await driver.makeURL())
        do {
            try await Migrator(database, DatabaseIdempotencyStore.migrations).up()
            try await body(
                DatabaseIdempotencyStore(database, logger: Logger(label: "test"), cleanupInterval: 1)
            )
            await database.close()
        } catch {
            await database.close()
            throw error
        }
    }
}
