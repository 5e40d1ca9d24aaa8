import Synchronization

/// A message of PostgreSQL's NOTIFY.
public struct SQLNotification: Hashable, Sendable {
    /// The channel it was sent to.
    public let channel: String

    /// What the sender added, empty if nothing; less than 8,000 bytes.
    public let payload: String

    /// The server's process of the connection that sent it.
    public let processID: Int32
}

/// The messages of channels of PostgreSQL, received on a connection of their own.
///
/// Get one from ``Database/listen(to:_:)``. It is for hosts that live long: a function that is frozen between invocations
/// receives nothing in the meantime. The connection is closed when the sequence and its iterators are gone.
public struct SQLNotifications: AsyncSequence, Sendable {
    /// A message.
    public typealias Element = SQLNotification

    /// The errors of the database, and of cancellation.
    public typealias Failure = any Error

    let listener: SQLNotificationListener

    /// Receives what has arrived since ``Database/listen(to:_:)`` returned.
    ///
    /// Iterators share the messages: each goes to one of them.
    public func makeAsyncIterator() -> Iterator {
        Iterator(listener: listener)
    }

    /// Receives one message after the other; it does not end by itself.
    public struct Iterator: AsyncIteratorProtocol {
        let listener: SQLNotificationListener

        /// Waits for the next message.
        ///
        /// - Throws: ``SQLError`` with the code `connectionLost` when the connection broke. Messages may have been lost
        ///   then: call ``Database/listen(to:_:)`` again and read the state again. `busy` when another task waits on the
        ///   same sequence. `CancellationError` when the task is cancelled, after which the sequence can still be used.
        public mutating func next() async throws -> SQLNotification? {
            try await listener.next()
        }

        /// Waits for the next message on the caller's actor.
        ///
        /// - Throws: As ``next()``.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> SQLNotification? {
            try await listener.next()
        }
    }
}

/// The connection that listens.
final class SQLNotificationListener: Sendable {
    private let connection: any DriverConnection
    private let isWaiting = Atomic(false)

    init(_ connection: any DriverConnection) {
        self.connection = connection
    }

    deinit {
        Task { [connection] in await connection.close() }
    }

    func next() async throws -> SQLNotification {
        guard !isWaiting.exchange(true, ordering: .acquiring) else {
            throw SQLError(.busy, "Another task waits for the next notification of this sequence.")
        }
        defer { isWaiting.store(false, ordering: .releasing) }
        return try await connection.nextNotification()
    }
}
