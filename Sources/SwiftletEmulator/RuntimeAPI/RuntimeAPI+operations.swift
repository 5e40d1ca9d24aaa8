import SwiftletGateway
import SwiftletServer
import Synchronization

/// The operations of the function process.
extension RuntimeAPI {
    /// Registers a poll before it waits, so that ``pollClosed(_:)`` can be called at any time.
    ///
    /// - Returns: The number of the poll.
    func makePoll() -> Int {
        guarded.withLock { guarded in
            guarded.lastPoll += 1
            guarded.polls[guarded.lastPoll] = .announced
            return guarded.lastPoll
        }
    }

    /// Waits for the next event (`/next`).
    ///
    /// - Parameters:
    ///   - poll: The number of the poll.
    ///   - connection: The number of the process's connection.
    /// - Returns: The event, or the reason why there is none.
    func next(_ poll: Int, on connection: Int? = nil) async -> PollResult {
        await withCheckedContinuation { continuation in
            var result: PollResult?
            perform { guarded in
                if !guarded.hasAsked {
                    guarded.hasAsked = true
                    guarded.initDuration = guarded.startedAt.duration(to: ContinuousClock.now)
                }
                guard !guarded.isClosed, case .announced = guarded.polls[poll] else {
                    guarded.polls[poll] = nil
                    result = .gone
                    return []
                }
                guarded.polls[poll] = .waiting(continuation)
                let actions = guarded.state.handle(.next(poll: poll))
                for case .reply(.rejected(let status, let errorType)) in actions {
                    guarded.polls[poll] = nil
                    result = .rejected(status: status, errorType: errorType)
                }
                if result == nil, let connection { _ = guarded.state.handle(.connectionOpened(connection)) }
                return actions
            }
            if let result { continuation.resume(returning: result) }
        }
    }

    /// Notes that the client has closed the connection of a poll.
    ///
    /// Ignored if the poll is already finished.
    func pollClosed(_ poll: Int) {
        let waiting = guarded.withLock { guarded -> CheckedContinuation<PollResult, Never>? in
            switch guarded.polls[poll] {
            case .announced:
                guarded.polls[poll] = .closed
                return nil
            case .waiting(let continuation):
                guarded.polls[poll] = nil
                _ = guarded.state.handle(.pollClosed(poll: poll))
                return continuation
            case .closed, nil:
                return nil
            }
        }
        waiting?.resume(returning: .gone)
    }

    /// Ends all polls: there will be no more events.
    func close() {
        let polls = guarded.withLock { guarded in
            guarded.isClosed = true
            return Array(guarded.polls.keys)
        }
        for poll in polls {
            pollClosed(poll)
        }
        endExtensionPolls()
    }

    /// Returns an event to the queue because the connection was closed before it could be delivered.
    func undelivered(_ id: String) {
        _ = handle(.undelivered(id: id)) { guarded in
            guard var pending = guarded.pending[id] else { return }
            pending.clock?.cancel()
            pending.clock = clock(id, limits.patience ?? limits.timeout)
            pending.deliveredAt = nil
            guarded.pending[id] = pending
        }
    }

    /// Handles a response or an error of the process.
    ///
    /// - Returns: The reply, or `nil` if the response is still being received.
    func complete(_ input: State.Input, for id: String, _ result: ReportedResult? = nil) -> State.ResponseStatus? {
        handle(input) { guarded in
            // Only the first response to a pending invocation is used.
            guard let result, var pending = guarded.pending[id], pending.result == nil else { return }
            pending.result = result
            guarded.pending[id] = pending
        }
    }

    /// Handles the start of a streamed response.
    func beginStream(_ id: String, contentType: String?) -> StreamStart {
        var start = StreamStart.collect
        var caller: CheckedContinuation<FunctionOutcome?, Never>?
        let parts = ChunkChannel()
        perform { guarded in
            let actions = guarded.state.handle(.streamBegan(id: id))
            for case .reply(let reply) in actions { start = .rejected(reply) }
            if case .collect = start, var pending = guarded.pending[id], pending.acceptsStream {
                start = .forward(parts)
                pending.parts = parts
                caller = pending.caller.take()
                guarded.pending[id] = pending
            }
            return actions
        }
        caller?.resume(returning: .stream(ResponseStream(contentType: contentType, parts: parts)))
        return start
    }

    /// Handles a report of a failed init phase.
    ///
    /// - Parameters:
    ///   - error: The error report.
    ///   - isEnd: Whether the process will be replaced; otherwise the next caller is assumed to be a new process.
    /// - Returns: The reply.
    func initError(_ error: ReportedResult, isEnd: Bool) -> State.ResponseStatus? {
        var reply: State.ResponseStatus?
        perform { guarded in
            let actions = guarded.state.handle(.initError)
            for case .reply(let given) in actions { reply = given }
            guard reply == .accepted else { return actions }
            guarded.initError = error
            guard !isEnd else {
                guarded.isOver = true
                return actions
            }
            return actions + guarded.state.handle(.exit)
        }
        return reply
    }
}
