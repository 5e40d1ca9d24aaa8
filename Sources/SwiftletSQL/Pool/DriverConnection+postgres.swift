// Default implementations of the features that only PostgreSQL has.
extension DriverConnection {
    func startCopy(
        _ statement: SQLStatement,
        direction: CopyDirection,
        until deadline: ContinuousClock.Instant?
    ) async throws {
        throw SQLError(.unsupported, "SQLite has no COPY: insert or stream the rows.")
    }

    func writeCopy(_ bytes: [UInt8], until deadline: ContinuousClock.Instant?) async throws {
        throw SQLError(.unsupported, "SQLite has no COPY: insert the rows.")
    }

    func finishCopy(until deadline: ContinuousClock.Instant?) async throws -> Int {
        throw SQLError(.unsupported, "SQLite has no COPY: insert the rows.")
    }

    func readCopy(until deadline: ContinuousClock.Instant?) async throws -> [UInt8]? {
        throw SQLError(.unsupported, "SQLite has no COPY: stream the rows.")
    }

    func nextNotification() async throws -> SQLNotification {
        throw SQLError(.unsupported, "SQLite has no notifications.")
    }
}
