import SwiftletIO

// The checks of the pool: whether an idle connection is alive, and whether a returned one can be used again.
extension PostgresConnection {
    /// Whether the server accepts writes.
    enum Writability {
        /// It has not rejected a write.
        case assumed
        /// It has rejected a write since the last check.
        case unknown
        /// It rejects all writes, as after a failover.
        case readOnly
    }

    func seemsAlive(after idle: Duration, settings: PoolSettings) -> Bool {
        isIdle && idle < settings.probeAfterIdle && !handle.hasPendingInput && !handle.isBroken
    }

    func isAlive(after idle: Duration, settings: PoolSettings) async -> Bool {
        guard isIdle else { return false }
        // Pending input on an idle connection usually means the server is closing it: an error message, then EOF.
        let hasPendingInput = handle.hasPendingInput
        while handle.hasPendingInput {
            guard handle.consumeInput(), !handle.isBusy, !handle.isBroken else { return false }
            handle.discardNotifications()
        }
        guard !handle.isBroken else { return false }
        guard hasPendingInput || idle >= settings.probeAfterIdle else { return true }
        // The pending input may have been the error message, with EOF still to come. Otherwise a firewall may have
        // dropped the connection, or the server may be unreachable.
        let deadline = ContinuousClock.now + settings.probeTimeout
        return (try? await run(SQLStatement("", for: .postgres, isCacheable: false), until: deadline)) != nil
    }

    var isReusable: Bool {
        isIdle && handle.transactionState == .none && !settings.sessionReset.isDue(isModified: isSessionModified)
            && writability != .unknown && hasRequiredServerRole
    }

    /// After a failover the old primary may continue as a standby: a new connection finds the new primary.
    var hasRequiredServerRole: Bool {
        writability != .readOnly
            && (settings.serverRole.isAny
                || settings.serverRole.accepts(
                    inHotStandby: handle.setting("in_hot_standby"),
                    isReadOnlyByDefault: handle.setting("default_transaction_read_only")
                ))
    }

    /// Checks after a rejected write whether the server rejects all writes, or only those in a read-only transaction.
    private func checkWritability() async {
        guard writability == .unknown else { return }
        writability = .assumed
        guard !settings.expectsReadOnly else { return }
        let deadline = ContinuousClock.now + settings.recoveryTimeout
        let rows = try? await shielded { [self] in
            try await run(
                SQLStatement("SHOW transaction_read_only", for: .postgres, isCacheable: false),
                until: deadline
            )
        }
        if (try? rows?.first?.decode(String.self)) != "off" { writability = .readOnly }
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
        if settings.sessionReset.isDue(isModified: isSessionModified) {
            guard await resetSession() else { return false }
        }
        await checkWritability()
        return hasRequiredServerRole
    }

    /// Resets the session state.
    ///
    /// - Returns: Whether the session is in its initial state.
    private func resetSession() async -> Bool {
        let deadline = ContinuousClock.now + settings.recoveryTimeout
        let isReset = try? await shielded { [self] in
            _ = try await run(SQLStatement("DISCARD ALL", for: .postgres, isCacheable: false), until: deadline)
            statements.removeAll()
            // DISCARD ALL also removes the settings made after connecting.
            try await adjustSession(until: deadline)
            return true
        }
        isSessionModified = false
        return isReset ?? false
    }
}
