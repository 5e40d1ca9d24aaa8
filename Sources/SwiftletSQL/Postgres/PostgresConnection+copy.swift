import SwiftletIO

/// The direction of a COPY, seen from the client.
enum CopyDirection: Sendable {
    case toServer
    case fromServer
}

extension PostgresConnection {
    /// Sends a COPY statement and waits until the server is ready for its data.
    ///
    /// - Throws: ``SQLError``, `unsupported` for a statement that is no COPY in this direction. The connection is usable.
    func startCopy(
        _ statement: SQLStatement,
        direction: CopyDirection,
        until deadline: ContinuousClock.Instant?
    ) async throws {
        try checkTime(until: deadline, hasValues: statement.runsWithValues)
        if !isIdle { try await clearAway() }
        note(statement)
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
        "The statement does not copy rows in this direction."
    )

    /// Sends data of a COPY, and returns when the kernel has accepted all of it.
    func writeCopy(_ bytes: [UInt8], until deadline: ContinuousClock.Instant?) async throws {
        try checkCopy(until: deadline)
        try await queue(until: deadline) { handle.putCopyData(bytes) }
    }

    /// Ends a COPY to the server.
    ///
    /// - Returns: How many rows it has stored.
    /// - Throws: ``SQLError`` with what the server reports of the rows; the connection is usable.
    func finishCopy(until deadline: ContinuousClock.Instant?) async throws -> Int {
        try checkCopy(until: deadline)
        try await queue(until: deadline) { handle.putCopyEnd(failing: nil) }
        return try await copyResult(until: deadline)
    }

    /// The data that has arrived, at most a little over 64 KB and in whole messages; nil at the end.
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

    /// Ends a COPY whose result was read but whose data is of no use, so that the next result can be read.
    func endCopy(of direction: CopyDirection?, until deadline: ContinuousClock.Instant?) async throws {
        switch direction {
        case .toServer:
            try await queue(until: deadline) {
                handle.putCopyEnd(failing: "The client has given up the COPY.")
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

    /// Rejects what has no time left, and gives up the COPY then.
    private func checkCopy(until deadline: ContinuousClock.Instant?) throws {
        guard case .copying = condition else {
            throw SQLError(.connectionLost, "The COPY has ended: the connection was interrupted.")
        }
        do {
            try Task.checkCancellation()
            if let deadline, deadline <= .now {
                throw SQLError(.timeout, "The COPY did not end before its deadline and was cancelled.")
            }
        } catch {
            interrupt()
            throw error
        }
    }

    /// Hands data to libpq and waits until it is written.
    private func queue(
        until deadline: ContinuousClock.Instant?,
        _ put: () -> PostgresHandle.FlushState
    ) async throws {
        var isQueued = false
        while true {
            // The server may send a notice or an error meanwhile, which is read so that it does not block on writing it.
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
