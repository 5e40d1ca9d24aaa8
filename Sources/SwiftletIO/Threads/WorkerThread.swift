import Synchronization

/// A serial thread for blocking or CPU-bound work.
///
/// ```swift
/// let checksums = WorkerThread(name: "checksums")
///
/// func checksum(of bytes: [UInt8]) async throws -> Int {
///     try await checksums.run { bytes.reduce(0) { $0 &+ Int($1) } }
/// }
/// ```
///
/// SQLite calls and password hashing run here, so that they do not block the event loop. The thread starts with the first
/// work item. It is also a serial executor for actors.
public final class WorkerThread: SerialExecutor, Sendable {
    fileprivate enum Item: Sendable {
        case work(id: UInt64, Work)
        case job(UnownedJob)
    }

    fileprivate struct Work: Sendable {
        var perform: @Sendable () -> Void
        var fail: @Sendable (any Error) -> Void
    }

    fileprivate enum Runner {
        /// Nothing runs items.
        case idle
        /// The thread runs items, until it is shut down.
        case thread(Thread?)
        /// A task runs items, until the queue is empty.
        case task
    }

    fileprivate struct State {
        var items = Queue()
        var runner = Runner.idle
        var isShutDown = false
        var lastID: UInt64 = 0
    }

    private let name: String
    private let state = Mutex(State())
    private let semaphore = Semaphore()
    private let threadID = Atomic<UInt>(0)

    /// Creates a worker.
    ///
    /// Its thread is named `name`, truncated to fifteen bytes, and runs until ``shutdown()``.
    public init(name: String = "worker") {
        self.name = name
    }

    /// The worker of the process.
    public static let shared = WorkerThread(name: "swiftlet-worker")

    /// Runs `work` on the worker's thread, after all earlier work.
    ///
    /// Cancelling the task removes work that has not started. Work that has started always completes first.
    ///
    /// - Throws: The error of `work`; `CancellationError`; ``EventLoopError`` with `.shutDown` after ``shutdown()``, or with
    ///   `.unavailable` when no thread can be created.
    public func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        return try await Waiter<T>
            .suspend { waiter in
                submit(
                    Work(
                        perform: { waiter.resume(with: Result { try work() }) },
                        fail: { waiter.resume(throwing: $0) }
                    ),
                    id: id
                )
            } onCancel: {
                let work = state.withLock { $0.items.remove(id) }
                work?.fail(CancellationError())
            }
    }

    /// Ends the thread after the enqueued work.
    ///
    /// Returns when it has ended, unless called on it. Calling it again does nothing. Later work is rejected; an actor's jobs
    /// then run on the global executor.
    public func shutdown() {
        let thread = state.withLock { state -> Thread? in
            state.isShutDown = true
            guard case .thread(let thread?) = state.runner else { return nil }
            state.runner = .thread(nil)
            return thread
        }
        guard let thread else { return }
        semaphore.signal()
        isOnThread ? thread.detach() : thread.join()
    }

    // MARK: - Queue

    private func submit(_ work: Work, id: UInt64) {
        let rejection = state.withLock { state -> (any Error)? in
            if Task.isCancelled { return CancellationError() }
            if state.isShutDown { return EventLoopError(.shutDown, "The worker thread has been shut down.") }
            do throws(EventLoopError) {
                try startThread(&state)
            } catch {
                return error
            }
            state.items.append(.work(id: id, work))
            return nil
        }
        if let rejection {
            work.fail(rejection)
        } else {
            semaphore.signal()
        }
    }

    private func startThread(_ state: inout State) throws(EventLoopError) {
        guard case .idle = state.runner else { return }
        state.runner = .thread(try Thread.start(name: name) { self.runUntilShutDown() })
    }

    private func runUntilShutDown() {
        threadID.store(Thread.currentID, ordering: .relaxed)
        while true {
            // One signal per item, and one for the shutdown.
            semaphore.wait()
            let (item, isOver) = state.withLock { state -> (Item?, Bool) in
                let item = state.items.next()
                let isOver = item == nil && state.isShutDown
                if isOver {
                    threadID.store(0, ordering: .relaxed)
                    state.runner = .idle
                }
                return (item, isOver)
            }
            if let item { perform(item) }
            if isOver { return }
        }
    }

    /// Runs jobs after the shutdown, without the thread.
    private func runUntilEmpty() {
        threadID.store(Thread.currentID, ordering: .relaxed)
        while let item = nextItem() { perform(item) }
    }

    private func nextItem() -> Item? {
        state.withLock { state in
            let item = state.items.next()
            if item == nil {
                threadID.store(0, ordering: .relaxed)
                state.runner = .idle
            }
            return item
        }
    }

    private func perform(_ item: Item) {
        switch item {
        case .work(_, let work): work.perform()
        case .job(let job): unsafe job.runSynchronously(on: asUnownedSerialExecutor())
        }
    }

    // MARK: - Executor

    /// Enqueues a job of an actor on this worker.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let needsTask = state.withLock { state in
            state.items.append(.job(job))
            if !state.isShutDown { try? startThread(&state) }
            guard case .idle = state.runner else { return false }
            state.runner = .task
            return true
        }
        if needsTask {
            Task.detached { self.runUntilEmpty() }
        } else {
            semaphore.signal()
        }
    }

    /// Traps unless called on the worker's thread.
    public func checkIsolated() {
        precondition(isOnThread, "This is not the worker's thread.")
    }

    /// Whether the current thread is the worker's.
    public func isIsolatingCurrentContext() -> Bool? { isOnThread }

    private var isOnThread: Bool { threadID.load(ordering: .relaxed) == Thread.currentID }
}

extension WorkerThread {
    /// A FIFO queue of two stacks, with amortized constant time.
    fileprivate struct Queue {
        private var incoming: [Item] = []
        private var outgoing: [Item] = []

        mutating func append(_ item: Item) {
            incoming.append(item)
        }

        mutating func next() -> Item? {
            if outgoing.isEmpty {
                outgoing = incoming.reversed()
                incoming.removeAll(keepingCapacity: true)
            }
            return outgoing.popLast()
        }

        /// Removes work that has not started.
        mutating func remove(_ id: UInt64) -> Work? {
            Self.remove(id, from: &incoming) ?? Self.remove(id, from: &outgoing)
        }

        private static func remove(_ id: UInt64, from items: inout [Item]) -> Work? {
            for (index, item) in items.enumerated() {
                if case .work(id, let work) = item {
                    items.remove(at: index)
                    return work
                }
            }
            return nil
        }
    }
}
