import SwiftletIO
import Synchronization

/// A pool made for functions: opens lazily, keeps connections across invocations, and looks before it lends.
final class ConnectionPool: Sendable {
    typealias Open = @Sendable (_ deadline: ContinuousClock.Instant) async throws -> any DriverConnection

    private typealias State = PoolState<any DriverConnection>
    private typealias Waiting = CheckedContinuation<State.Grant, any Error>

    private struct Guarded {
        var pool: State
        var waiting: [UInt64: Waiting] = [:]
    }

    private let settings: PoolSettings
    private let open: Open
    private let guarded: Mutex<Guarded>
    private let lastWaiter = Atomic<UInt64>(0)

    init(settings: PoolSettings, open: @escaping Open) {
        self.settings = settings
        self.open = open
        guarded = Mutex(Guarded(pool: State(size: max(1, settings.size), limit: settings.limit)))
    }

    /// Lends a connection that works.
    ///
    /// - Throws: ``SQLError`` with the code `acquireTimeout`, `closed`, or why no connection could be opened, and
    ///   `CancellationError`.
    func acquire(until deadline: ContinuousClock.Instant?) async throws -> Lease {
        let timeout = ContinuousClock.now + settings.acquireTimeout
        let limit = deadline.map { min($0, timeout) } ?? timeout
        while true {
            try Task.checkCancellation()
            let grant: State.Grant
            if let immediate = try takeAtOnce() {
                grant = immediate
            } else {
                grant = try await nextGrant(until: limit)
            }
            switch grant {
            case .use(let connection, let idleSince):
                guard let idleSince else { return Lease(connection, from: self) }
                if await connection.isAlive(after: ContinuousClock.now - idleSince, settings: settings) {
                    return Lease(connection, from: self)
                }
                await giveUp(connection)
            case .open:
                do {
                    return Lease(try await open(limit), from: self)
                } catch {
                    giveUpPlace()
                    throw error
                }
            }
        }
    }

    /// Takes a connection back.
    ///
    /// One that cannot be used again is closed, and its place is free.
    func release(_ connection: any DriverConnection) async {
        guard await connection.prepareForReuse() else {
            return await giveUp(connection)
        }
        let (outcome, continuation) = guarded.withLock { guarded -> (State.Return, Waiting?) in
            let outcome = guarded.pool.giveBack(connection, at: .now)
            guard case .passedOn(let waiter) = outcome else { return (outcome, nil) }
            return (outcome, guarded.waiting.removeValue(forKey: waiter))
        }
        continuation?.resume(returning: .use(connection, idleSince: nil))
        if outcome == .discarded {
            await connection.close()
        }
    }

    /// Closes what is idle, and each lent connection when it comes back.
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

    private func giveUp(_ connection: any DriverConnection) async {
        await connection.close()
        giveUpPlace()
    }

    private func giveUpPlace() {
        let continuation = guarded.withLock { guarded in
            guarded.pool.giveUp().flatMap { guarded.waiting.removeValue(forKey: $0) }
        }
        continuation?.resume(returning: .open)
    }

    private static let closedError = SQLError(.closed, "The database is closed.")

    private var timeoutError: SQLError {
        SQLError(
            .acquireTimeout,
            """
            No connection became free in time: all \(settings.limit) of the pool are in use. An open transaction or \
            stream holds its connection until it ends.
            """
        )
    }
}

// Waiting in line.
extension ConnectionPool {
    /// What is there without waiting.
    private func takeAtOnce() throws(SQLError) -> State.Grant? {
        try guarded.withLock { guarded throws(SQLError) in
            guard !guarded.pool.isClosed else { throw Self.closedError }
            return guarded.pool.take()
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
                line(up: waiter, continuation, until: deadline)
            }
        } onCancel: {
            end(waiter, with: CancellationError())
        }
    }

    /// Decides again under the lock.
    ///
    /// Whatever happened since the first look, a connection given back, a cancellation or the deadline, is seen here;
    /// whatever happens later finds the waiter in line.
    private func line(up waiter: UInt64, _ continuation: Waiting, until deadline: ContinuousClock.Instant) {
        let answer = guarded.withLock { guarded -> Result<State.Grant, any Error>? in
            if guarded.pool.isClosed { return .failure(Self.closedError) }
            if Task.isCancelled { return .failure(CancellationError()) }
            if let grant = guarded.pool.take() { return .success(grant) }
            if ContinuousClock.now >= deadline { return .failure(timeoutError) }
            guarded.pool.wait(waiter)
            guarded.waiting[waiter] = continuation
            return nil
        }
        if let answer {
            continuation.resume(with: answer)
        }
    }

    private func end(_ waiter: UInt64, with error: any Error) {
        let continuation = guarded.withLock { guarded in
            guarded.pool.leave(waiter)
            return guarded.waiting.removeValue(forKey: waiter)
        }
        continuation?.resume(throwing: error)
    }
}
