extension Database {
    /// Subscribes to notification channels, on a separate connection that does not count toward the pool.
    ///
    /// ```swift
    /// let notifications = try await database.listen(to: "jobs")
    /// for try await notification in notifications {
    ///     logger.info("Starting job \(notification.payload).")
    /// }
    /// ```
    ///
    /// When this method returns, the server has registered the channels: every notification sent later is received. It
    /// needs a direct connection to the server: a pooler in transaction mode does not deliver notifications, so it is
    /// rejected.
    ///
    /// - Parameters:
    ///   - channel: The name of a channel, compared byte by byte, at most 63 bytes.
    ///   - others: Further channels.
    /// - Returns: The notifications.
    /// - Throws: ``SQLError``, `unsupported` for SQLite and for a pooler in transaction mode, and `CancellationError`.
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
    /// Sends a notification to all listeners of a channel; inside a transaction, when it commits.
    ///
    /// - Parameters:
    ///   - channel: The name of the channel, compared byte by byte, at most 63 bytes.
    ///   - payload: The payload, less than 8,000 bytes.
    /// - Throws: As ``query(_:)``, and ``SQLError`` with the code `unsupported` for SQLite.
    public func notify(_ channel: String, payload: String = "") async throws {
        guard dialect == .postgres else { throw SQLError(.unsupported, "SQLite has no notifications.") }
        try await execute("SELECT pg_notify(\(channel), \(payload))")
    }
}
