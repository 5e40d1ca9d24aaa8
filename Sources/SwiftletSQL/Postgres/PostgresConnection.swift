import SwiftletIO
import Synchronization

/// A non-blocking PostgreSQL connection: libpq's socket is awaited on the event loop.
///
/// Its methods run on the caller's task, on the loop's thread. It is not an actor, because a task with an executor
/// preference switches through that executor's queue on every call into and out of an actor. For the same reason,
/// conditions that rarely need to wait are first checked without `await`.
// Guard: the pool leases it to one task at a time; a transaction serializes its tasks, and a stream has exclusive use until
// its end. Shielded work is awaited.
final class PostgresConnection: DriverConnection, @unchecked Sendable {
    /// The operation in progress on the connection.
    enum Condition {
        case idle
        /// Rows are being fetched one by one.
        case streaming(SQLColumns?)
        /// COPY data is being sent or received.
        case copying
        /// A statement was interrupted. Its remaining results are pending.
        case interrupted(PostgresCancelRequest?)
        case broken
    }

    let settings: PostgresSettings
    let handle: PostgresHandle
    var condition = Condition.idle
    var statements: PreparedStatements

    /// Whether the current operation has bound values, which its error may quote.
    private var hasValues = false

    /// The number of transactions committed by statements.
    private let commits = Atomic(0)

    /// Whether a statement may have changed the session state.
    var isSessionModified = false

    /// The number of pipeline syncs whose results have not arrived.
    var pendingSyncs = 0

    /// The time at which the pool closes the connection because of its age, since the pool was created.
    private(set) var expiry: Duration?

    /// Whether the server accepts writes.
    var writability = Writability.assumed

    /// The first error that the server reported since the last statement was sent: the reason if the connection breaks now.
    private var lastFailure: PostgresErrorFields?
    private var canceller: PostgresCanceller?

    private init(_ settings: PostgresSettings) {
        self.settings = settings
        handle = PostgresHandle(notices: PostgresNotices(logger: settings.logger))
        statements = PreparedStatements(capacity: settings.statementCacheSize)
    }

    /// Connects to one address.
    ///
    /// - Parameters:
    ///   - settings: The settings of the connection.
    ///   - parameters: All parameters of libpq, with host names resolved to addresses.
    ///   - deadline: The time limit.
    /// - Returns: The connection, with its session configured.
    /// - Throws: ``SQLError`` with the code `connectionFailed`, `authenticationFailed` or `insufficientResources`;
    ///   `CancellationError`.
    static func open(
        _ settings: PostgresSettings,
        _ parameters: [PostgresParameter],
        until deadline: ContinuousClock.Instant
    ) async throws -> PostgresConnection {
        let connection = PostgresConnection(settings)
        do {
            try await connection.connect(parameters, until: deadline)
        } catch {
            connection.close()
            throw error
        }
        return connection
    }

    func close() {
        condition = .broken
        handle.finish()
    }

    private func connect(_ parameters: [PostgresParameter], until deadline: ContinuousClock.Instant) async throws {
        handle.start(parameters)
        guard !handle.isBroken else { throw SQLError.cannotConnect(handle.errorMessage) }
        let loop = EventLoop.preferred
        var interest = EventLoop.Interest.write
        while true {
            let ready = try await loop.ready(handle.socket, for: interest, until: deadline)
            guard !ready.isEmpty else {
                throw SQLError(.connectionFailed, "The database server did not respond in time; nothing was sent.")
            }
            switch handle.proceed() {
            case .read: interest = .read
            case .write: interest = .write
            case .failed: throw SQLError.cannotConnect(handle.errorMessage)
            case .done:
                canceller = handle.makeCanceller()
                return try await adjustSession(until: deadline)
            }
        }
    }

    /// Sets the parameters of the session.
    ///
    /// Most servers have the required settings, so the round trip is rarely needed.
    func adjustSession(until deadline: ContinuousClock.Instant) async throws {
        let wanted = try settings.sessionStatements(
            dateStyle: handle.setting("DateStyle"),
            timeZone: handle.setting("TimeZone")
        )
        guard !wanted.isEmpty else { return }
        let statements = try wanted.map { sql throws(SQLError) in
            try SQLStatement(sql, for: .postgres, isCacheable: false)
        }
        _ = try await run(pipeline: statements, until: deadline)
        isSessionModified = false
    }

    // MARK: - Waiting

    /// Waits until the next result has arrived, flushing pending output.
    func waitForResult(until deadline: ContinuousClock.Instant?) async throws {
        while let interest = try pendingInterest() {
            try await wait(for: interest, until: deadline)
        }
    }

    /// The socket events needed for the next result, or `nil` if it has arrived.
    func pendingInterest() throws(SQLError) -> EventLoop.Interest? {
        switch handle.flush() {
        case .failed: throw connectionLost()
        case .pending: [.read, .write]
        // Checked last: flushing may have been all that was missing.
        case .done: handle.isBusy ? .read : nil
        }
    }

    /// Waits for the socket, and reads available input.
    @inline(__always)
    func wait(for interest: EventLoop.Interest, until deadline: ContinuousClock.Instant?) async throws {
        let ready: EventLoop.Interest
        do {
            ready = try await EventLoop.preferred.ready(handle.socket, for: interest, until: deadline)
        } catch {
            interrupt()
            throw error
        }
        guard !ready.isEmpty else {
            interrupt()
            throw SQLError(
                .timeout,
                "The statement exceeded its deadline; a cancel request was sent to the server."
            )
        }
        if ready.contains(.read), !handle.consumeInput() {
            throw connectionLost()
        }
    }

    /// Closes the connection and returns the error for it.
    ///
    /// The server may have sent the reason before it closed the connection.
    func connectionLost() -> SQLError {
        var fields = lastFailure
        while fields?.sqlState == nil, !handle.isBusy, let result = handle.nextResult() {
            guard case .failed = result.kind else { break }
            fields = result.errorFields
        }
        let message = fields?.message ?? handle.errorMessage
        close()
        var error = SQLError(
            .connectionLost,
            "The connection to the database was lost while a statement was in flight: it may or may not have run."
        )
        error.sqlState = fields?.sqlState
        error.serverMessage = message
        return error
    }

    /// Returns the error of a result, and records it in case the connection breaks next.
    func failure(_ result: borrowing PostgresResult) -> SQLError {
        let fields = result.errorFields
        lastFailure = lastFailure ?? fields
        if fields.sqlState == "25006", writability == .assumed { writability = .unknown }
        return SQLError(fields, code: statements.isStale(fields) ? .stalePlan : nil, hasValues: hasValues)
    }

    /// Checks for cancellation and that the deadline has not passed, before a statement is sent.
    ///
    /// A connection that is not ``isIdle`` must then be drained with ``drainPendingResults()``.
    ///
    /// - Parameters:
    ///   - deadline: The time by which the statement must complete.
    ///   - hasValues: Whether the statement has bound values.
    /// - Throws: ``SQLError`` with the code `timeout`; `CancellationError`.
    func checkTime(until deadline: ContinuousClock.Instant?, hasValues: Bool) throws {
        try Task.checkCancellation()
        lastFailure = nil
        self.hasValues = hasValues
        if let deadline, deadline <= .now {
            throw SQLError(.timeout, "The deadline passed before the statement was sent.")
        }
    }

    /// Whether no operation is in progress.
    var isIdle: Bool {
        if case .idle = condition { true } else { false }
    }

    /// Drains the pending results of an earlier statement.
    func drainPendingResults() async throws(SQLError) {
        guard await recover() else {
            throw SQLError(.connectionLost, "The connection to the database is lost; the statement was not sent.")
        }
    }

    // MARK: - Interruption

    /// Interrupts the current statement.
    ///
    /// Its results are drained later, by ``recover()``.
    func interrupt() {
        condition = .interrupted(canceller?.request())
    }

    /// Waits until the server has stopped the interrupted statement, and drains its results.
    ///
    /// - Returns: Whether the connection is idle. If not, it is closed.
    func recover() async -> Bool {
        switch condition {
        case .streaming, .copying: interrupt()
        default: break
        }
        guard case .interrupted(let request) = condition else { return isIdle }
        let deadline = ContinuousClock.now + settings.recoveryTimeout
        // The caller's task may be cancelled, so that every wait in it would fail immediately.
        let isDrained = try? await shielded { [self] in
            try await drain(until: deadline)
            return await request?.wait(until: deadline) ?? true
        }
        guard isDrained == true, !handle.isBroken else {
            close()
            return false
        }
        condition = .idle
        return true
    }

    private func drain(until deadline: ContinuousClock.Instant) async throws {
        var consecutiveNilResults = 0
        while consecutiveNilResults < 2, !handle.isBroken {
            try await waitForResult(until: deadline)
            guard let result = handle.nextResult() else {
                // In a pipeline each statement ends with a null result; two in a row mean that nothing is pending.
                consecutiveNilResults += handle.isInPipelineMode && pendingSyncs > 0 ? 1 : 2
                continue
            }
            consecutiveNilResults = 0
            try await endCopy(of: result.copyDirection, until: deadline)
            if case .sync = result.kind {
                pendingSyncs -= 1
            }
        }
        if handle.isInPipelineMode {
            pendingSyncs = 0
            guard handle.exitPipelineMode() else { throw connectionLost() }
        }
    }

    // MARK: - State

    func expire(at expiry: Duration) {
        self.expiry = expiry
    }

    func transactionState() -> TransactionState {
        switch condition {
        case .idle, .streaming, .copying: handle.transactionState
        case .interrupted: .failed
        case .broken: .broken
        }
    }

    var serverProcessID: Int32? { handle.serverProcessID }

    var commitCount: Int { commits.load(ordering: .relaxed) }

    /// Counts the result if its command tag is COMMIT.
    @inline(__always)
    func countCommit(_ result: borrowing PostgresResult) {
        if result.isCommit { commits.add(1, ordering: .relaxed) }
    }

    var isOutsideTransaction: Bool { isIdle && handle.transactionState == .none }
}
