import SwiftletIO

extension PostgresConnection {
    /// Sends a COPY statement and waits until the server is ready for its data.
    ///
    /// - Throws: ``SQLError``, `unsupported` if the statement is not a COPY in this direction. The connection remains
    ///   usable.
    func startCopy(
        _ statement: SQLStatement,
        direction: CopyDirection,
        until deadline: ContinuousClock.Instant?
    ) async throws {
        try checkTime(until: deadline, hasValues: statement.runsWithValues)
        if !isIdle { try await drainPendingResults() }
        trackSessionChanges(of: statement)
        guard handle.send(statement.text, PostgresArguments(statement.values)) else {
            throw sendFailed()
        }
        try await waitForResult(until: deadline)
        guard let result = handle.nextResult() else { throw connectionLost() }
        if result.copyDirection == direction {
            condition = .copying
            return
        }
        let error = if case .failed = result.kind { failure(result) } else { Self.notCopy }
        if result.copyDirection != nil {
            try await endCopy(of: result.copyDirection, until: deadline)
        }
        guard !handle.isBroken else { throw connectionLost() }
        condition = .interrupted(nil)
        _ = await recover()
        throw error
    }

    private static let notCopy = SQLError(
        .unsupported,
        "The statement is not a COPY in this direction."
    )

    /// Sends COPY data, and returns when the kernel has accepted all of it.
    func writeCopy(_ bytes: [UInt8], until deadline: ContinuousClock.Instant?) async throws {
        try checkCopy(until: deadline)
        try await queue(until: deadline) { handle.putCopyData(bytes) }
    }

    /// Ends a COPY to the server.
    ///
    /// - Returns: The number of rows inserted.
    /// - Throws: ``SQLError`` with the error that the server reports for the rows; the connection remains usable.
    func finishCopy(until deadline: ContinuousClock.Instant?) async throws -> Int {
        try checkCopy(until: deadline)
        try await queue(until: deadline) { handle.putCopyEnd(failing: nil) }
        return try await copyResult(until: deadline)
    }

    /// Returns the data that has arrived, in whole messages and slightly more than 64 KB at most; `nil` at the end.
    func readCopy(until deadline: ContinuousClock.Instant?) async throws -> [UInt8]? {
        guard case .copying = condition else { return nil }
        try checkCopy(until: deadline)
        var bytes: [UInt8] = []
        while bytes.count < 1 << 16 {
            switch handle.copyData(appendingTo: &bytes) {
            case .appended:
                continue
            case .pending:
                guard bytes.isEmpty else { return bytes }
                try await wait(for: .read, until: deadline)
            case .end:
                _ = try await copyResult(until: deadline)
                return bytes.isEmpty ? nil : bytes
            case .failed:
                throw connectionLost()
            }
        }
        return bytes
    }

    /// Ends a COPY whose data is not needed, so that the next result can be read.
    func endCopy(of direction: CopyDirection?, until deadline: ContinuousClock.Instant?) async throws {
        switch direction {
        case .toServer:
            try await queue(until: deadline) {
                handle.putCopyEnd(failing: "The client has aborted the COPY.")
            }
        case .fromServer:
            var unused: [UInt8] = []
            while true {
                unused.removeAll(keepingCapacity: true)
                switch handle.copyData(appendingTo: &unused) {
                case .appended: continue
                case .pending: try await wait(for: .read, until: deadline)
                case .end: return
                case .failed: throw connectionLost()
                }
            }
        case nil:
            break
        }
    }

    /// Interrupts the COPY if the task is cancelled or the deadline has passed.
    private func checkCopy(until deadline: ContinuousClock.Instant?) throws {
        guard case .copying = condition else {
            throw SQLError(.connectionLost, "The COPY has ended: the connection was interrupted.")
        }
        do {
            try Task.checkCancellation()
            if let deadline, deadline <= .now {
                throw SQLError(.timeout, "The COPY exceeded its deadline and was cancelled.")
            }
        } catch {
            interrupt()
            throw error
        }
    }

    /// Passes data to libpq and waits until it is written.
    private func queue(
        until deadline: ContinuousClock.Instant?,
        _ put: () -> PostgresHandle.FlushState
    ) async throws {
        var isQueued = false
        while true {
            // The server may send a notice or an error meanwhile: read it, so that the server does not block on the write.
            switch isQueued ? handle.flush() : put() {
            case .done where isQueued: return
            case .done: isQueued = true
            case .pending: try await wait(for: [.read, .write], until: deadline)
            case .failed: throw connectionLost()
            }
        }
    }

    private func copyResult(until deadline: ContinuousClock.Instant?) async throws -> Int {
        var count = 0
        var error: SQLError?
        while true {
            try await waitForResult(until: deadline)
            guard let result = handle.nextResult() else { break }
            switch result.kind {
            case .complete: count = result.affectedCount
            case .failed: error = error ?? failure(result)
            default: break
            }
        }
        guard !handle.isBroken else { throw connectionLost() }
        condition = .idle
        if let error { throw error }
        return count
    }
}
