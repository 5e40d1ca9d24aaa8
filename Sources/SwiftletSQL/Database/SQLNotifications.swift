/// The notifications of PostgreSQL channels, received on a separate connection.
///
/// Create it with ``Database/listen(to:_:)``. It is meant for long-lived processes: a function that is frozen between
/// invocations receives nothing in the meantime. The connection is closed when the sequence and its iterators are released.
public struct SQLNotifications: AsyncSequence, Sendable {
    /// A notification.
    public typealias Element = SQLNotification

    /// Any error: ``SQLError`` or `CancellationError`.
    public typealias Failure = any Error

    let listener: SQLNotificationListener

    /// Creates an iterator over the notifications received since ``Database/listen(to:_:)`` returned.
    ///
    /// Iterators share the notifications: each is delivered to one of them.
    public func makeAsyncIterator() -> Iterator {
        Iterator(listener: listener)
    }

    /// An iterator over the notifications, which does not end by itself.
    public struct Iterator: AsyncIteratorProtocol {
        let listener: SQLNotificationListener

        /// Waits for the next notification.
        ///
        /// - Throws: ``SQLError`` with the code `connectionLost` when the connection broke. Notifications may have been
        ///   lost: call ``Database/listen(to:_:)`` again and re-read the state. `busy` when another task is already waiting
        ///   on this sequence. `CancellationError` when the task is cancelled; the sequence remains usable.
        public mutating func next() async throws -> SQLNotification? {
            try await listener.next()
        }

        /// Waits for the next notification on the caller's actor.
        ///
        /// - Throws: As ``next()``.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> SQLNotification? {
            try await listener.next()
        }
    }
}
