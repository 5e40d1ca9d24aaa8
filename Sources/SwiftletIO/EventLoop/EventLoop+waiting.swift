import Synchronization

/// Waiting for descriptors and for time to pass.
extension EventLoop {
    /// What a descriptor is waited for.
    public struct Interest: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: UInt8

        /// Makes a set of the bits.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// There is something to read, or the other side has closed.
        public static let read = Interest(rawValue: 1)
        /// There is room to write, or writing fails.
        public static let write = Interest(rawValue: 2)
    }

    /// Waits until `descriptor` can be read or written, whichever of `interest` comes first, or the deadline has come.
    ///
    /// A descriptor with an error or whose other side has closed counts as ready: the next read or write tells what it
    /// is. Any number of tasks may wait for the same descriptor. It has to stay open until the wait has ended.
    ///
    /// Returns what is ready, perhaps more than was asked for, and nothing at all when the deadline came first.
    ///
    /// - Throws: `CancellationError` when the task is cancelled; ``EventLoopError`` with `.badDescriptor` for one that is
    ///   not open, or `.shutDown`.
    public func ready(
        _ descriptor: Int32,
        for interest: Interest,
        until deadline: ContinuousClock.Instant? = nil
    ) async throws -> Interest {
        // One that is not open is found by the poll, which passes over negative ones.
        guard descriptor >= 0 else { throw Self.closedDescriptor }
        return try await wait(makeNumber(), for: (descriptor, interest), until: deadline)
    }

    /// Waits as ``ready(_:for:until:)`` does, for a descriptor that is known to be open, until somebody interrupts it.
    ///
    /// The wait has a number of ``makeNumber()``, which no other has at the same time.
    func ready(_ descriptor: Int32, for interest: Interest, wait id: UInt64) async throws -> Interest {
        try await wait(id, for: (descriptor, interest), until: nil)
    }

    /// Ends a wait with nothing ready.
    ///
    /// One that has ended is left alone. On the loop's thread.
    func endWait(_ id: UInt64) {
        let waiter = state.withLock { $0.waits.remove(id) }
        waiter?.resume(returning: [])
    }

    /// Waits until `descriptor` can be read.
    ///
    /// - Throws: As ``ready(_:for:until:)``.
    public func readable(_ descriptor: Int32) async throws {
        _ = try await ready(descriptor, for: .read)
    }

    /// Waits until `descriptor` can be read, and returns `true`, or the deadline has come, and returns `false`.
    ///
    /// - Throws: As ``ready(_:for:until:)``.
    public func readable(_ descriptor: Int32, until deadline: ContinuousClock.Instant?) async throws -> Bool {
        try await !ready(descriptor, for: .read, until: deadline).isEmpty
    }

    /// Waits until `descriptor` can be written.
    ///
    /// - Throws: As ``ready(_:for:until:)``.
    public func writable(_ descriptor: Int32) async throws {
        _ = try await ready(descriptor, for: .write)
    }

    /// Waits until `descriptor` can be written, and returns `true`, or the deadline has come, and returns `false`.
    ///
    /// - Throws: As ``ready(_:for:until:)``.
    public func writable(_ descriptor: Int32, until deadline: ContinuousClock.Instant?) async throws -> Bool {
        try await !ready(descriptor, for: .write, until: deadline).isEmpty
    }

    /// Waits until `deadline`, to the millisecond.
    ///
    /// - Throws: `CancellationError` when the task is cancelled; ``EventLoopError`` with `.shutDown`.
    public func sleep(until deadline: ContinuousClock.Instant) async throws {
        _ = try await wait(makeNumber(), for: nil, until: deadline)
    }

    /// Waits for `duration`, to the millisecond.
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
