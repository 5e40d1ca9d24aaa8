internal import SwiftletTesting
internal import Synchronization

/// What the process calls.
extension RuntimeAPI {
    /// Announces a call for an event, so that ``pollClosed(_:)`` may come at any time.
    ///
    /// - Returns: the call's number.
    func makePoll() -> Int {
        guarded.withLock { guarded in
            guarded.lastPoll += 1
            guarded.polls[guarded.lastPoll] = .announced
            return guarded.lastPoll
        }
    }

    /// Waits for the next event.
    ///
    /// - Parameters:
    ///   - poll: the call's number.
    ///   - connection: the number of the connection on which the process calls.
    /// - Returns: the event, or why there is none.
    func next(_ poll: Int, on connection: Int? = nil) async -> Delivery {
        await withCheckedContinuation { continuation in
            var delivery: Delivery?
            perform { guarded in
                if !guarded.hasAsked {
                    guarded.hasAsked = true
                    guarded.initDuration = guarded.startedAt.duration(to: ContinuousClock.now)
                }
                guard !guarded.isClosed, case .announced = guarded.polls[poll] else {
                    guarded.polls[poll] = nil
                    delivery = .gone
                    return []
                }
                guarded.polls[poll] = .waiting(continuation)
                let actions = guarded.state.handle(.next(poll: poll))
                for case .reply(.refused(let status, let errorType)) in actions {
                    guarded.polls[poll] = nil
                    delivery = .refused(status: status, errorType: errorType)
                }
                if delivery == nil, let connection { _ = guarded.state.handle(.connectionOpened(connection)) }
                return actions
            }
            if let delivery { continuation.resume(returning: delivery) }
        }
    }

    /// Takes note that nobody listens any more to the answer of a call for an event.
    ///
    /// If it has been answered already, that means nothing.
    func pollClosed(_ poll: Int) {
        let waiting = guarded.withLock { guarded -> CheckedContinuation<Delivery, Never>? in
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

    /// Lets go of all who wait for an event: there will be none.
    func close() {
        let polls = guarded.withLock { guarded in
            guarded.isClosed = true
            return Array(guarded.polls.keys)
        }
        for poll in polls {
            pollClosed(poll)
        }
        endExtensionWaits()
    }

    /// Takes an event back that could not be handed over: the connection had gone in the meantime.
    func undelivered(_ id: String) {
        _ = handle(.undelivered(id: id)) { guarded in
            guard var pending = guarded.pending[id] else { return }
            pending.clock?.cancel()
            pending.clock = clock(id, limits.patience ?? limits.timeout)
            pending.deliveredAt = nil
            guarded.pending[id] = pending
        }
    }

    /// Takes an answer, or the next thing that happens to one.
    ///
    /// - Returns: the reply, or `nil` if there is none yet.
    func answer(_ input: State.Input, for id: String, _ answer: Answer? = nil) -> State.Reply? {
        handle(input) { guarded in
            // Only the first answer counts, and only to what is under way.
            guard let answer, var pending = guarded.pending[id], pending.answer == nil else { return }
            pending.answer = answer
            guarded.pending[id] = pending
        }
    }

    /// Takes the beginning of an answer that comes in parts.
    func beginStream(_ id: String, contentType: String?) -> StreamStart {
        var start = StreamStart.collect
        var caller: CheckedContinuation<FunctionOutcome?, Never>?
        let parts = PartChannel()
        perform { guarded in
            let actions = guarded.state.handle(.streamBegan(id: id))
            for case .reply(let reply) in actions { start = .refused(reply) }
            if case .collect = start, var pending = guarded.pending[id], pending.takesStream {
                start = .forward(parts)
                pending.parts = parts
                caller = pending.caller.take()
                guarded.pending[id] = pending
            }
            return actions
        }
        caller?.resume(returning: .stream(AnswerStream(contentType: contentType, parts: parts)))
        return start
    }

    /// Takes the report that the process could not start.
    ///
    /// - Parameters:
    ///   - error: the report.
    ///   - isEnd: whether the process will be replaced; otherwise the next one that calls is taken for a new one.
    /// - Returns: the reply.
    func initError(_ error: Answer, isEnd: Bool) -> State.Reply? {
        var reply: State.Reply?
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
