import SwiftletIO
import Synchronization

/// A connection to PostgreSQL, never blocking: libpq's socket is waited for on the event loop.
///
/// Its methods run where the caller's task does: on the loop's thread. It is no actor, since a task that prefers an executor
/// takes a trip through that executor's queue on every way into an actor and out of it. For the same reason what seldom
/// waits is asked for without `await` first.
// Guard: the pool lends it to one task at a time, by a lease that only one holder gives back; a transaction lets its tasks
// take turns, and a stream's turn lasts until its end. What is run shielded is waited for.
final class PostgresConnection: DriverConnection, @unchecked Sendable {
    /// What is under way on the connection.
    enum Condition {
        case idle
        /// Rows are being fetched one by one.
        case streaming(SQLColumns?)
        /// Data of a COPY is sent or received.
        case copying
        /// A statement was given up in the middle. Its results are still to come.
        case interrupted(PostgresCancelRequest?)
        case broken
    }

    let settings: PostgresSettings
    let handle: PostgresHandle
    var condition = Condition.idle
    var statements: PreparedStatements

    /// Whether values are bound to what is under way, so that an error may quote one.
    private var hasValues = false

    /// How many transactions statements have committed.
    private let commits = Atomic(0)

    /// Whether a statement may have left something behind in the session.
    var isSessionTouched = false

    /// How many ends of pipelines have not arrived.
    var pendingSyncs = 0

    /// When the pool closes the connection, by the pool's clock.
    private(set) var expiry: Duration?

    /// Whether the server has rejected a write since the connection was last checked.
    private var hasRejectedWrite = false

    /// Whether the server was found to reject every write, as after a failover.
    private var isServerReadOnly = false

    /// The first error the server told since the last statement was sent: why a connection that breaks now does so.
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
    ///   - settings: How the connection is used.
    ///   - parameters: All parameters of libpq, with an address wherever a name would have to be looked up.
    ///   - deadline: When the attempt ends.
    /// - Returns: The connection, with its session adjusted.
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

    /// Sets what text forms depend on, and behind a session pooler the time-outs of the server.
    ///
    /// Most servers have the settings that are needed, and a round trip is spent only on one that has not. Behind a
    /// transaction pooler nothing is set: the next transaction may run on another server connection.
    private func adjustSession(until deadline: ContinuousClock.Instant) async throws {
        var wanted: [SQL] = []
        if handle.setting("DateStyle")?.hasPrefix("ISO") == false {
            guard settings.pooler != .transaction else {
                throw SQLError(
                    .connectionFailed,
                    """
                    The server's DateStyle is not ISO, and it cannot be changed behind a transaction pooler: use ALTER \
                    ROLE … SET DateStyle = 'ISO', or PGDATESTYLE=ISO in the environment.
                    """
                )
            }
            wanted.append("SELECT set_config('DateStyle', 'ISO', false)")
        }
        if !settings.keepsTimeZone, let zone = handle.setting("TimeZone"), zone != "UTC", zone != "Etc/UTC" {
            wanted.append("SELECT set_config('TimeZone', 'UTC', false)")
        }
        if settings.pooler == .session {
            for guardSetting in settings.serverGuards.settings {
                wanted.append("SELECT set_config(\(guardSetting.name), \(String(guardSetting.value)), false)")
            }
        }
        guard !wanted.isEmpty else { return }
        let statements = try wanted.map { sql throws(SQLError) in
            try SQLStatement(sql, for: .postgres, isCacheable: false)
        }
        _ = try await run(pipeline: statements, until: deadline)
        isSessionTouched = false
    }

    // MARK: Waiting

    /// Waits until the next result is there, writing what is still to be written.
    func waitForResult(until deadline: ContinuousClock.Instant?) async throws {
        while let interest = try missing() {
            try await wait(for: interest, until: deadline)
        }
    }

    /// What the next result takes: room to write what is still to be written, or something to read.
    ///
    /// Nil when the result is there.
    func missing() throws(SQLError) -> EventLoop.Interest? {
        switch handle.flush() {
        case .failed: throw connectionLost()
        case .pending: [.read, .write]
        // Asked only now: what was written last may be all that is missing.
        case .done: handle.isBusy ? .read : nil
        }
    }

    /// Waits for the socket, and reads what has arrived.
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
                "The statement did not end before its deadline; the server was told to stop it."
            )
        }
        if ready.contains(.read), !handle.consumeInput() {
            throw connectionLost()
        }
    }

    /// The connection is gone.
    ///
    /// The server may have said why before it went.
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
            "The connection to the database broke while a statement was under way: it may have run, or not."
        )
        error.sqlState = fields?.sqlState
        error.serverMessage = message
        return error
    }

    /// The error of a result, remembered in case the connection breaks next.
    func failure(_ result: borrowing PostgresResult) -> SQLError {
        let fields = result.errorFields
        lastFailure = lastFailure ?? fields
        if fields.sqlState == "25006" { hasRejectedWrite = true }
        return SQLError(fields, code: statements.isStale(fields) ? .stalePlan : nil, hasValues: hasValues)
    }

    /// Refuses to start what has no time left.
    ///
    /// Behind it a connection that is not ``isIdle`` has to be cleared by ``clearAway()``.
    ///
    /// - Parameters:
    ///   - deadline: When the statement has to end.
    ///   - hasValues: Whether values are bound to it.
    /// - Throws: ``SQLError`` with the code `timeout`; `CancellationError`.
    func checkTime(until deadline: ContinuousClock.Instant?, hasValues: Bool) throws {
        try Task.checkCancellation()
        lastFailure = nil
        self.hasValues = hasValues
        if let deadline, deadline <= .now {
            throw SQLError(.timeout, "There was no time left for the statement, so it was not sent.")
        }
    }

    /// Whether nothing is under way.
    var isIdle: Bool {
        if case .idle = condition { true } else { false }
    }

    /// Clears away what an earlier statement left behind.
    func clearAway() async throws(SQLError) {
        guard await recover() else {
            throw SQLError(.connectionLost, "The connection to the database is gone; the statement was not sent.")
        }
    }

    // MARK: Giving up

    /// Gives up the statement under way.
    ///
    /// Its results are read away later, by ``recover()``.
    func interrupt() {
        condition = .interrupted(canceller?.request())
    }

    /// Waits until the server has stopped what was given up, and reads away what it still sends.
    ///
    /// - Returns: Whether the connection is at rest. If not, it is closed.
    func recover() async -> Bool {
        switch condition {
        case .streaming, .copying: interrupt()
        default: break
        }
        guard case .interrupted(let request) = condition else { return isIdle }
        let deadline = ContinuousClock.now + settings.recoveryTimeout
        // The caller's task may be cancelled, and every wait in it would fail at once.
        let isAtRest = try? await shielded { [self] in
            try await drain(until: deadline)
            return await request?.wait(until: deadline) ?? true
        }
        guard isAtRest == true, !handle.isBroken else {
            close()
            return false
        }
        condition = .idle
        return true
    }

    private func drain(until deadline: ContinuousClock.Instant) async throws {
        var emptyAnswers = 0
        while emptyAnswers < 2, !handle.isBroken {
            try await waitForResult(until: deadline)
            guard let result = handle.nextResult() else {
                // In a pipeline every statement ends with an empty answer; two in a row mean that nothing is left.
                emptyAnswers += handle.isInPipelineMode && pendingSyncs > 0 ? 1 : 2
                continue
            }
            emptyAnswers = 0
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

    // MARK: The pool's questions

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

    func seemsAlive(after idle: Duration, settings: PoolSettings) -> Bool {
        isIdle && idle < settings.probeAfterIdle && !handle.hasNews && !handle.isBroken
    }

    func isAlive(after idle: Duration, settings: PoolSettings) async -> Bool {
        guard isIdle else { return false }
        // What an idle connection has to tell is mostly its end: the server's farewell, then the end of the stream.
        let hasNews = handle.hasNews
        while handle.hasNews {
            guard handle.consumeInput(), !handle.isBusy, !handle.isBroken else { return false }
            handle.discardNotifications()
        }
        guard !handle.isBroken else { return false }
        guard hasNews || idle >= settings.probeAfterIdle else { return true }
        // It may have been the farewell, with the end still on its way. A firewall may have forgotten the connection, or the
        // other end may be gone without a word.
        let deadline = ContinuousClock.now + settings.probeTimeout
        return (try? await run(SQLStatement("", for: .postgres, isCacheable: false), until: deadline)) != nil
    }

    /// Takes away what statements have left behind in the session.
    ///
    /// - Returns: Whether it is as it was at the beginning.
    private func resetSession() async -> Bool {
        let deadline = ContinuousClock.now + settings.recoveryTimeout
        let isReset = try? await shielded { [self] in
            _ = try await run(SQLStatement("DISCARD ALL", for: .postgres, isCacheable: false), until: deadline)
            statements.forgetAll()
            // What was adjusted after connecting is gone too.
            try await adjustSession(until: deadline)
            return true
        }
        isSessionTouched = false
        return isReset ?? false
    }

    var serverProcess: Int32? { handle.serverProcess }

    var commitCount: Int { commits.load(ordering: .relaxed) }

    /// Counts a result that says that a transaction was committed.
    @inline(__always)
    func countCommit(_ result: borrowing PostgresResult) {
        if result.isCommit { commits.add(1, ordering: .relaxed) }
    }

    var isOutsideTransaction: Bool { isIdle && handle.transactionState == .none }

    var isAtRest: Bool {
        isIdle && handle.transactionState == .none && !settings.sessionReset.isDue(isTouched: isSessionTouched)
            && !hasRejectedWrite && isOnRightServer
    }

    /// After a failover the old primary may live on as a standby: a new connection finds the new one.
    var isOnRightServer: Bool {
        !isServerReadOnly
            && (settings.serverRole.isAny
                || settings.serverRole.accepts(
                    inHotStandby: handle.setting("in_hot_standby"),
                    isReadOnlyByDefault: handle.setting("default_transaction_read_only")
                ))
    }

    /// Checks after a rejected write whether the server rejects all of them, or only a transaction that was to read.
    private func checkWritability() async {
        guard hasRejectedWrite else { return }
        hasRejectedWrite = false
        guard !settings.expectsReadOnly else { return }
        let deadline = ContinuousClock.now + settings.recoveryTimeout
        let rows = try? await shielded { [self] in
            try await run(
                SQLStatement("SHOW transaction_read_only", for: .postgres, isCacheable: false),
                until: deadline
            )
        }
        isServerReadOnly = (try? rows?.first?.decode(String.self)) != "off"
    }

    func prepareForReuse() async -> Bool {
        if !isIdle {
            guard await recover() else { return false }
        }
        switch handle.transactionState {
        case .none:
            break
        case .open, .failed:
            let deadline = ContinuousClock.now + settings.recoveryTimeout
            let hasRolledBack = try? await shielded { [self] in
                let rollback = try SQLStatement("ROLLBACK", for: .postgres, isCacheable: false)
                return try await run(rollback, until: deadline)
            }
            guard hasRolledBack != nil else { return false }
        case .broken:
            return false
        }
        if settings.sessionReset.isDue(isTouched: isSessionTouched) {
            guard await resetSession() else { return false }
        }
        await checkWritability()
        return isOnRightServer
    }
}
