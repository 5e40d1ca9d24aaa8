import Synchronization

/// Waiting for descriptors and timers.
extension EventLoop {
    /// The readiness of a descriptor to wait for.
    package struct Interest: OptionSet, Hashable, Sendable {
        /// The raw bits.
        package let rawValue: UInt8

        /// Creates a set from its raw bits.
        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Input is available, or the peer has closed.
        package static let read = Interest(rawValue: 1)
        /// Output is possible, or writing fails.
        package static let write = Interest(rawValue: 2)
    }

    /// Waits until `descriptor` is readable or writable, whichever of `interest` comes first, or until the deadline.
    ///
    /// A descriptor with an error or a closed peer counts as ready: the next read or write reports it. Any number of tasks
    /// may wait for the same descriptor. It must stay open until the wait has ended.
    ///
    /// Returns the readiness, possibly more than `interest`, or an empty set at the deadline.
    ///
    /// - Throws: `CancellationError` when the task is cancelled; ``EventLoopError`` with `.badDescriptor` for one that is
    ///   not open, or `.shutDown`.
    package func ready(
        _ descriptor: Int32,
        for interest: Interest,
        until deadline: ContinuousClock.Instant? = nil
    ) async throws -> Interest {
        // The poll detects a closed descriptor, but ignores negative ones.
        guard descriptor >= 0 else { throw Self.closedDescriptor }
        return try await wait(makeNumber(), for: (descriptor, interest), until: deadline)
    }

    /// Waits like ``ready(_:for:until:)``, for an open descriptor, until the wait is interrupted.
    ///
    /// `id` is a number of ``makeNumber()``, unique among the current waits.
    func ready(_ descriptor: Int32, for interest: Interest, wait id: UInt64) async throws -> Interest {
        try await wait(id, for: (descriptor, interest), until: nil)
    }

    /// Ends a wait with an empty result; does nothing if it has ended.
    ///
    /// Must be called on the loop's thread.
    func endWait(_ id: UInt64) {
        let waiter = state.withLock { $0.waits.remove(id) }
        waiter?.resume(returning: [])
    }

    /// Waits until `descriptor` is readable.
    ///
    /// - Throws: As ``ready(_:for:until:)``.
    package func readable(_ descriptor: Int32) async throws {
        _ = try await ready(descriptor, for: .read)
    }

    /// Waits until `descriptor` is readable, and returns `true`, or until the deadline, and returns `false`.
    ///
    /// - Throws: As ``ready(_:for:until:)``.
    package func readable(_ descriptor: Int32, until deadline: ContinuousClock.Instant?) async throws -> Bool {
        try await !ready(descriptor, for: .read, until: deadline).isEmpty
    }

    /// Waits until `descriptor` is writable.
    ///
    /// - Throws: As ``ready(_:for:until:)``.
    package func writable(_ descriptor: Int32) async throws {
        _ = try await ready(descriptor, for: .write)
    }

    /// Waits until `descriptor` is writable, and returns `true`, or until the deadline, and returns `false`.
    ///
    /// - Throws: As ``ready(_:for:until:)``.
    package func writable(_ descriptor: Int32, until deadline: ContinuousClock.Instant?) async throws -> Bool {
        try await !ready(descriptor, for: .write, until: deadline).isEmpty
    }

    /// Sleeps until `deadline`, with millisecond precision.
    ///
    /// - Throws: `CancellationError` when the task is cancelled; ``EventLoopError`` with `.shutDown`.
    public func sleep(until deadline: ContinuousClock.Instant) async throws {
        _ = try await wait(makeNumber(), for: nil, until: deadline)
    }

    /// Sleeps for `duration`, with millisecond precision.
    ///
    /// - Throws: As ``sleep(until:)``.
    public func sleep(for duration: Duration) async throws {
        try await sleep(until: .now + duration)
    }

    static let closedDescriptor = EventLoopError(.badDescriptor, "The descriptor waited for is not open.")

    @inline(__always)
    private func wait(
        _ id: UInt64,
        for descriptor: (number: Int32, interest: Interest)?,
        until deadline: ContinuousClock.Instant?
    ) async throws -> Interest {
        try await Waiter<Interest>
            .suspend { waiter in
                register(waiter, id: id, descriptor: descriptor, deadline: deadline)
            } onCancel: {
                let waiter = state.withLock { $0.waits.remove(id) }
                waiter?.resume(throwing: CancellationError())
            }
    }

    private func register(
        _ waiter: Waiter<Interest>,
        id: UInt64,
        descriptor: (number: Int32, interest: Interest)?,
        deadline: ContinuousClock.Instant?
    ) {
        let outcome = state.withLock { state -> Result<LoopState.Wake, any Error> in
            if Task.isCancelled { return .failure(CancellationError()) }
            if state.isClosed { return .failure(EventLoopError.shutDown) }
            state.waits.insert(id, descriptor: descriptor, deadline: deadline, waiter: waiter)
            return .success(state.wake())
        }
        switch outcome {
        case .success(let wake): act(on: wake)
        case .failure(let error): waiter.resume(throwing: error)
        }
    }
}
