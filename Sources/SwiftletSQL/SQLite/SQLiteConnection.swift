import SwiftletIO
import Synchronization

/// A connection to a SQLite database.
///
/// All calls of the C library run on the connection's own thread.
final class SQLiteConnection: DriverConnection {
    private let thread: WorkerThread
    private let monitor: SQLiteMonitor
    private let session: Mutex<SQLiteSession?>

    /// The state of the session after the last call, so that reading it needs no switch to the thread.
    private let isInTransaction = Atomic(false)
    private let hasCursor = Atomic(false)
    private let hasScopedPragmas = Atomic(false)

    private init(busyTimeout: Duration) {
        thread = WorkerThread(name: "sqlite")
        monitor = SQLiteMonitor(busyTimeout: busyTimeout)
        session = Mutex(nil)
    }

    deinit {
        thread.shutdown()
    }

    /// Opens the database.
    ///
    /// - Throws: ``SQLError``, see ``SQLiteSession/init(settings:monitor:)``, `acquireTimeout` when the deadline passes
    ///   while not waiting for a lock, and `CancellationError`.
    static func open(
        _ settings: SQLiteSettings,
        until deadline: ContinuousClock.Instant
    ) async throws -> SQLiteConnection {
        let connection = SQLiteConnection(busyTimeout: settings.busyTimeout)
        let interruption = SQLiteInterruption(deadline: deadline)
        try await withTaskCancellationHandler {
            try await connection.thread.run {
                connection.monitor.begin(interruption)
                defer { connection.monitor.end() }
                try connection.session.withLock { session in
                    do throws(SQLError) {
                        session = try SQLiteSession(settings: settings, monitor: connection.monitor)
                    } catch {
                        throw Self.openingError(error, interruption.reason)
                    }
                }
            }
        } onCancel: {
            interruption.cancel()
        }
        return connection
    }

    private static func openingError(_ error: SQLError, _ reason: SQLiteInterruption.Reason?) -> any Error {
        switch (error.code, reason) {
        case (.busy, .cancelled), (.cancelledByServer, .cancelled): CancellationError()
        case (.cancelledByServer, .timedOut):
            SQLError(.acquireTimeout, "The database file could not be opened before the deadline.")
        default: error
        }
    }

    private func perform<Result: Sendable>(
        until deadline: ContinuousClock.Instant?,
        _ body: @escaping @Sendable (SQLiteSession) throws(SQLError) -> Result
    ) async throws -> Result {
        let interruption = SQLiteInterruption(deadline: deadline)
        return try await withTaskCancellationHandler {
            try await thread.run { [self] in
                if let reason = interruption.reason {
                    throw reason.error
                }
                monitor.begin(interruption)
                defer { monitor.end() }
                return try session.withLock { session in
                    guard let session else {
                        throw SQLError(.closed, "The connection to the database is closed.")
                    }
                    defer {
                        isInTransaction.store(session.isInTransaction, ordering: .relaxed)
                        hasCursor.store(session.hasCursor, ordering: .relaxed)
                        hasScopedPragmas.store(!session.scopedPragmas.isEmpty, ordering: .relaxed)
                    }
                    do throws(SQLError) {
                        return try body(session)
                    } catch {
                        // SQLite returns "interrupted", or "busy" if it was waiting for a lock.
                        if error.code == .cancelledByServer || error.code == .busy, let reason = interruption.reason {
                            throw reason.error
                        }
                        throw error
                    }
                }
            }
        } onCancel: {
            interruption.cancel()
        }
    }

    func run(_ statement: SQLStatement, until deadline: ContinuousClock.Instant?) async throws -> SQLRows {
        try await perform(until: deadline) { session throws(SQLError) in try session.run(statement) }
    }

    func run(pipeline statements: [SQLStatement], until deadline: ContinuousClock.Instant?) async throws -> [SQLRows] {
        try await perform(until: deadline) { session throws(SQLError) in try session.run(pipeline: statements) }
    }

    func open(_ statement: SQLStatement, until deadline: ContinuousClock.Instant?) async throws -> Int {
        try await perform(until: deadline) { session throws(SQLError) in try session.open(statement) }
    }

    func fetch(_ cursor: Int, limit: Int, until deadline: ContinuousClock.Instant?) async throws -> SQLRows? {
        try await perform(until: deadline) { session throws(SQLError) in try session.fetch(cursor, limit: limit) }
    }

    func closeCursor(_ cursor: Int) async {
        // Like the methods below, it must run even if the task is cancelled.
        try? await shielded { [self] in
            try await perform(until: nil) { session throws(SQLError) in session.closeCursor(cursor) }
        }
    }

    func closeCursors() async {
        guard hasCursor.load(ordering: .relaxed) else { return }
        try? await shielded { [self] in
            try await perform(until: nil) { session throws(SQLError) in session.closeCursors() }
        }
    }

    func transactionState() async -> TransactionState {
        isInTransaction.load(ordering: .relaxed) ? .open : .none
    }

    /// Always `nil`: there is no server.
    var serverProcessID: Int32? { nil }

    var isOutsideTransaction: Bool { !isInTransaction.load(ordering: .relaxed) }

    /// Always `true`: there is no server that could close the connection.
    func seemsAlive(after idle: Duration, settings: PoolSettings) -> Bool { true }

    func isAlive(after idle: Duration, settings: PoolSettings) async -> Bool { true }

    var isReusable: Bool {
        !hasCursor.load(ordering: .relaxed) && !isInTransaction.load(ordering: .relaxed)
            && !hasScopedPragmas.load(ordering: .relaxed)
    }

    func prepareForReuse() async -> Bool {
        if isReusable { return true }
        let isReusable = try? await shielded { [self] in
            try await perform(until: nil) { session throws(SQLError) in
                session.closeCursors()
                if session.isInTransaction {
                    try session.run("ROLLBACK")
                }
                for pragma in session.scopedPragmas {
                    try session.run(pragma.restore)
                }
                return true
            }
        }
        return isReusable ?? false
    }

    func close() async {
        try? await shielded { [self] in
            try await thread.run { [self] in
                session.withLock { $0 = nil }
            }
        }
    }
}
