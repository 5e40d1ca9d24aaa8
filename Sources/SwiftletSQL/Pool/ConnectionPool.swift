import SwiftletIO
import Synchronization

/// A connection pool for functions: opens connections lazily, keeps them across invocations, and checks them before use.
final class ConnectionPool: ConnectionPooling {
    typealias Open = @Sendable (_ deadline: ContinuousClock.Instant) async throws -> any DriverConnection

    private typealias State = PoolState<any DriverConnection>
    private typealias Waiting = CheckedContinuation<State.Grant, any Error>

    private struct Guarded {
        var pool: State
        var waiting: [UInt64: Waiting] = [:]
    }

    let settings: PoolSettings
    private let open: Open
    private let guarded: Mutex<Guarded>
    private let lastWaiter = Atomic<UInt64>(0)
    private let creationTime = ContinuousClock.now

    /// Time since the pool was created.
    ///
    /// `Duration` arithmetic is cheaper than `Instant`.
    private var age: Duration { creationTime.duration(to: .now) }

    init(settings: PoolSettings, open: @escaping Open) {
        self.settings = settings
        self.open = open
        guarded = Mutex(Guarded(pool: State(size: max(1, settings.size), limit: settings.limit)))
    }

    /// Opens a connection that does not belong to the pool; the caller must close it.
    ///
    /// - Throws: ``SQLError`` with the code `closed`, or the reason why no connection could be opened, and
    ///   `CancellationError`.
    func openSeparately(until deadline: ContinuousClock.Instant?) async throws -> any DriverConnection {
        guard !guarded.withLock({ $0.pool.isClosed }) else { throw Self.closedError }
        let timeout = ContinuousClock.now + settings.acquireTimeout
        return try await open(deadline.map { min($0, timeout) } ?? timeout)
    }

    /// Leases a working connection.
    ///
    /// - Throws: ``SQLError`` with the code `acquireTimeout`, `closed`, or the reason why no connection could be opened,
    ///   and `CancellationError`.
    func lease(until deadline: ContinuousClock.Instant?) async throws -> Lease {
        Lease(try await acquire(until: deadline), from: self)
    }

    /// Acquires a working connection, which the caller must ``release(_:)``.
    ///
    /// - Throws: As ``lease(until:)``.
    // Inlined, like `release`: usually there is a healthy idle connection, and nothing to wait for.
    @inline(__always)
    func acquire(until deadline: @autoclosure () -> ContinuousClock.Instant?) async throws -> any DriverConnection {
        try Task.checkCancellation()
        let grant = try tryAcquire()
        if case .use(let connection, let idleSince?)? = grant {
            let now = age
            if !connection.isExpired(at: now), connection.seemsAlive(after: now - idleSince, settings: settings) {
                return connection
            }
        }
        return try await connection(of: grant, until: deadline())
    }

    /// Returns a working connection for a grant, waiting for a grant if there is none, and reports the time.
    private func connection(
        of grant: State.Grant?,
        until deadline: ContinuousClock.Instant?
    ) async throws -> any DriverConnection {
        guard let onWait = settings.onWait else { return try await workingConnection(of: grant, until: deadline) }
        let start = ContinuousClock.now
        defer { onWait(start.duration(to: .now)) }
        return try await workingConnection(of: grant, until: deadline)
    }

    private func workingConnection(
        of grant: State.Grant?,
        until deadline: ContinuousClock.Instant?
    ) async throws -> any DriverConnection {
        let timeout = ContinuousClock.now + settings.acquireTimeout
        let limit = deadline.map { min($0, timeout) } ?? timeout
        var next = grant
        while true {
            let grant = if let next { next } else { try await nextGrant(until: limit) }
            switch grant {
            case .use(let connection, let idleSince):
                guard let idleSince else { return connection }
                let now = age
                if !connection.isExpired(at: now), await connection.isAlive(after: now - idleSince, settings: settings)
                {
                    return connection
                }
                await discard(connection)
            case .open:
                do {
                    let connection = try await open(limit)
                    if let maxAge = settings.maxConnectionAge {
                        // Jitter, so that instances that started together do not all reconnect at the same time.
                        connection.expire(at: age + maxAge * Double.random(in: 0.9...1.1))
                    }
                    return connection
                } catch {
                    releaseSlot()
                    throw error
                }
            }
            try Task.checkCancellation()
            next = try tryAcquire()
        }
    }

    /// Returns a connection to the pool.
    ///
    /// A connection that cannot be reused or has reached its maximum age is closed, and its slot is released.
    @inline(__always)
    func release(_ connection: any DriverConnection) async {
        if !connection.isReusable {
            guard await connection.prepareForReuse() else { return await discardUnusable(connection) }
        }
        let now = age
        if connection.isExpired(at: now) { return await discard(connection) }
        if !returnToPool(connection, at: now) { await connection.close() }
    }

    /// Returns a connection to the pool without suspending the caller: after a failure, resetting it may take as long as
    /// the server takes to cancel a statement, and must happen even if the task is cancelled.
    func releaseInBackground(_ connection: any DriverConnection, on loop: EventLoop = .preferred) {
        Task(executorPreference: loop) { [self] in
            await release(connection)
        }
    }

    /// Hands the connection to the next waiter, or returns it to the idle list.
    ///
    /// - Returns: Whether the pool has kept the connection; otherwise the caller must close it.
    private func returnToPool(_ connection: any DriverConnection, at now: Duration) -> Bool {
        let (outcome, continuation) = guarded.withLock { guarded -> (State.ReleaseOutcome, Waiting?) in
            let outcome = guarded.pool.release(connection, at: now)
            guard case .handedOff(let waiter) = outcome else { return (outcome, nil) }
            return (outcome, guarded.waiting.removeValue(forKey: waiter))
        }
        continuation?.resume(returning: .use(connection, idleSince: nil))
        return outcome != .discarded
    }

    /// Closes idle connections; the pool opens new ones.
    func closeIdleConnections() async {
        for connection in guarded.withLock({ $0.pool.removeIdle() }) {
            await connection.close()
        }
    }

    /// Closes idle connections now, and leased connections when they are released.
    func close() async {
        let (idle, waiting) = guarded.withLock { guarded in
            let (idle, waiters) = guarded.pool.close()
            return (idle, waiters.compactMap { guarded.waiting.removeValue(forKey: $0) })
        }
        for continuation in waiting {
            continuation.resume(throwing: Self.closedError)
        }
        for connection in idle {
            await connection.close()
        }
    }

    /// Closes a connection that cannot be reused.
    ///
    /// After a failover the idle connections lead to the same server, so they are closed too.
    private func discardUnusable(_ connection: any DriverConnection) async {
        if !connection.hasRequiredServerRole {
            for connection in guarded.withLock({ $0.pool.removeIdle() }) {
                await connection.close()
            }
        }
        await discard(connection)
    }

    private func discard(_ connection: any DriverConnection) async {
        await connection.close()
        releaseSlot()
    }

    private func releaseSlot() {
        let continuation = guarded.withLock { guarded in
            guarded.pool.releaseSlot().flatMap { guarded.waiting.removeValue(forKey: $0) }
        }
        continuation?.resume(returning: .open)
    }

    private static let closedError = SQLError(.closed, "The database is closed.")

    private var timeoutError: SQLError {
        SQLError(
            .acquireTimeout,
            """
            Timed out waiting for a connection: all \(settings.limit) connections of the pool are in use. An open \
            transaction or stream holds its connection until it ends.
            """
        )
    }
}

extension DriverConnection {
    /// Returns whether the connection has reached its maximum age.
    @inline(__always)
    fileprivate func isExpired(at now: Duration) -> Bool {
        guard let expiry else { return false }
        return now >= expiry
    }
}

// MARK: - Waiting for a connection
extension ConnectionPool {
    /// Returns a grant that is available without waiting.
    private func tryAcquire() throws(SQLError) -> State.Grant? {
        try guarded.withLock { guarded throws(SQLError) in
            guard !guarded.pool.isClosed else { throw Self.closedError }
            return guarded.pool.tryAcquire()
        }
    }

    private func nextGrant(until deadline: ContinuousClock.Instant) async throws -> State.Grant {
        let waiter = lastWaiter.add(1, ordering: .relaxed).newValue
        let loop = EventLoop.preferred
        let timer = Task(executorPreference: loop) { [self] in
            try await loop.sleep(until: deadline)
            end(waiter, with: timeoutError)
        }
        defer { timer.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                enqueue(waiter: waiter, continuation, until: deadline)
            }
        } onCancel: {
            end(waiter, with: CancellationError())
        }
    }

    /// Checks again under the lock.
    ///
    /// Changes since the first check (a released connection, a cancellation, the deadline) are seen here; later changes
    /// find the waiter in the queue.
    private func enqueue(waiter: UInt64, _ continuation: Waiting, until deadline: ContinuousClock.Instant) {
        let result = guarded.withLock { guarded -> Result<State.Grant, any Error>? in
            if guarded.pool.isClosed { return .failure(Self.closedError) }
            if Task.isCancelled { return .failure(CancellationError()) }
            if let grant = guarded.pool.tryAcquire() { return .success(grant) }
            if ContinuousClock.now >= deadline { return .failure(timeoutError) }
            guarded.pool.enqueue(waiter)
            guarded.waiting[waiter] = continuation
            return nil
        }
        if let result {
            continuation.resume(with: result)
        }
    }

    private func end(_ waiter: UInt64, with error: any Error) {
        let continuation = guarded.withLock { guarded in
            guarded.pool.removeWaiter(waiter)
            return guarded.waiting.removeValue(forKey: waiter)
        }
        continuation?.resume(throwing: error)
    }
}
