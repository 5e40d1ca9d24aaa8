extension Database {
    /// Starts to receive the messages of channels, on a connection of its own that does not count for the pool.
    ///
    /// ```swift
    /// let notifications = try await db.listen(to: "jobs")
    /// for try await notification in notifications { await work(on: notification.payload) }
    /// ```
    /// When this returns, the server has the channels: everything sent from then on is received. It needs a connection to the
    /// server itself: a pooler in transaction mode does not deliver messages, so behind one it is rejected.
    ///
    /// - Parameters:
    ///   - channel: The name of a channel, compared byte by byte, at most 63 bytes.
    ///   - others: Further channels.
    /// - Returns: The messages.
    /// - Throws: ``SQLError``, `unsupported` for SQLite and behind a pooler in transaction mode, and `CancellationError`.
    public func listen(to channel: String, _ others: String...) async throws -> SQLNotifications {
        guard dialect == .postgres else { throw SQLError(.unsupported, "SQLite has no notifications.") }
        guard pool.settings.pooler != .transaction else {
            throw SQLError(
                .unsupported,
                "A pooler in transaction mode does not deliver notifications: listen with a URL of the server itself."
            )
        }
        let statements = try ([channel] + others)
            .map { name throws(SQLError) in
                try SQLStatement("LISTEN \(identifier: name)", for: dialect, isCacheable: false)
            }
        let connection = try await pool.openSeparately(until: runner.invocationDeadline)
        do {
            for statement in statements {
                _ = try await connection.run(statement, until: runner.deadline)
            }
        } catch {
            await connection.close()
            throw error
        }
        return SQLNotifications(listener: SQLNotificationListener(connection))
    }
}

extension SQLExecutor {
    /// Sends a message to everyone who listens to a channel; in a transaction, when it commits.
    ///
    /// - Parameters:
    ///   - channel: The name of the channel, compared byte by byte, at most 63 bytes.
    ///   - payload: Text of less than 8,000 bytes.
    /// - Throws: As ``query(_:)``, and ``SQLError`` with the code `unsupported` for SQLite.
    public func notify(_ channel: String, payload: String = "") async throws {
        guard dialect == .postgres else { throw SQLError(.unsupported, "SQLite has no notifications.") }
        try await execute("SELECT pg_notify(\(channel), \(payload))")
    }
}
