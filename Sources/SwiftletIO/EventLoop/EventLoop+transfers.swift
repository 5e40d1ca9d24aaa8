import Synchronization

/// HTTP transfers.
extension EventLoop {
    /// Performs a transfer, and returns when its response is complete.
    ///
    /// Cancelling the task removes the transfer from libcurl, which closes its connection, before this returns.
    ///
    /// - Throws: `CancellationError` when the task is cancelled; ``HTTPClientError``; the error of the body's channel.
    package func perform(_ transfer: Transfer) async throws {
        let id = makeNumber()
        try await Waiter<Void>
            .suspend { waiter in
                submit(transfer, id: id) { _, result in waiter.resume(with: result) }
            } onCancel: {
                cancel(id: id)
            }
    }

    /// Starts a transfer.
    ///
    /// `completion` is called once, on the loop's thread unless the transfer failed to start.
    func submit(
        _ transfer: Transfer,
        id: UInt64,
        completion: @escaping @Sendable (Transfer, Result<Void, any Error>) -> Void
    ) {
        let outcome = state.withLock { state -> Result<LoopState.Wake, any Error> in
            if Task.isCancelled { return .failure(CancellationError()) }
            if state.isClosed { return .failure(HTTPClientError.shutDown) }
            transfer.id = id
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

    /// Ends a transfer with `CancellationError`; does nothing if it has ended.
    func cancel(id: UInt64) {
        command(.cancel(id: id))
    }

    func unpause(id: UInt64) {
        command(.unpause(id: id))
    }

    /// Closes the connection of a connect-only transfer.
    func disconnect(_ transfer: Transfer) {
        command(.disconnect(transfer))
    }

    /// Ends a wait with an empty result, if it has begun by the time the loop processes this command.
    ///
    /// May be called from any thread. Commands are processed after the current job: a job that finds no work and then waits
    /// does not miss an interruption in between.
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
