import Synchronization

/// Running HTTP transfers.
extension EventLoop {
    /// Performs a prepared transfer, and returns when its reply is complete.
    ///
    /// Cancelling the task takes the transfer back from libcurl, which closes its connection, before this returns.
    ///
    /// - Throws: `CancellationError` when the task is cancelled; ``HTTPClientError``; what the body's channel failed with.
    package func perform(_ transfer: Transfer) async throws {
        let ticket = makeNumber()
        try await Waiter<Void>
            .suspend { waiter in
                submit(transfer, ticket: ticket) { _, result in waiter.resume(with: result) }
            } onCancel: {
                cancel(ticket: ticket)
            }
    }

    /// Starts a prepared transfer.
    ///
    /// `completion` is called once, on the loop's thread unless the transfer never began.
    func submit(
        _ transfer: Transfer,
        ticket: UInt64,
        completion: @escaping @Sendable (Transfer, Result<Void, any Error>) -> Void
    ) {
        let outcome = state.withLock { state -> Result<LoopState.Wake, any Error> in
            if Task.isCancelled { return .failure(CancellationError()) }
            if state.isClosed { return .failure(HTTPClientError.shutDown) }
            transfer.ticket = ticket
            transfer.completion = completion
            state.commands.append(.add(transfer))
            return .success(state.wake())
        }
        switch outcome {
        case .success(let wake):
            act(on: wake)
        case .failure(let error):
            transfer.completion = completion
            transfer.finish(.failure(error))
        }
    }

    /// Ends a transfer with `CancellationError`.
    ///
    /// One that has ended is left alone.
    func cancel(ticket: UInt64) {
        command(.cancel(ticket: ticket))
    }

    func unpause(ticket: UInt64) {
        command(.unpause(ticket: ticket))
    }

    /// Closes the connection of a transfer that only makes one.
    func disconnect(_ transfer: Transfer) {
        command(.disconnect(transfer))
    }

    /// Lets a wait end with nothing ready, if it has begun by the time the loop hears of this.
    ///
    /// May be called from any thread. The loop hears of it after the job that runs now: a job on the loop that finds nothing
    /// to do, and waits then, does not miss the call of somebody who makes something to do in between.
    func interrupt(wait id: UInt64) {
        command(.interrupt(wait: id))
    }

    private func command(_ command: LoopCommand) {
        act(
            on: state.withLock { state in
                state.commands.append(command)
                return state.wake()
            }
        )
    }
}
