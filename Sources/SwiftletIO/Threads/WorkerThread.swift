import Synchronization

/// A thread for work that blocks or computes: it does one thing after another, and nobody else waits for it.
///
/// SQLite's calls and password hashing run here, and the event loop goes on meanwhile. The thread starts with the first
/// piece of work. It is a serial executor as well, for an actor whose every method should run on it.
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
        /// Nobody takes from the queue.
        case nobody
        /// The thread does, until it is shut down.
        case thread(Thread?)
        /// A task does, until the queue is empty.
        case task
    }

    fileprivate struct State {
        var items = Queue()
        var runner = Runner.nobody
        var isShutDown = false
        var lastID: UInt64 = 0
    }

    private let name: String
    private let state = Mutex(State())
    private let semaphore = Semaphore()
    private let threadID = Atomic<UInt>(0)

    /// Makes a worker.
    ///
    /// Its thread is called `name`, of which the system keeps fifteen bytes, and lasts until ``shutdown()``.
    public init(name: String = "worker") {
        self.name = name
    }

    /// A worker for the whole process.
    public static let shared = WorkerThread(name: "swiftlet-worker")

    /// Does `work` on the worker's thread, after all that was asked for earlier.
    ///
    /// A task that is cancelled before its work has begun takes it back. Work that has begun is always waited for.
    ///
    /// - Throws: What `work` throws; `CancellationError`; ``EventLoopError`` with `.shutDown` after ``shutdown()``, or
    ///   with `.unavailable` when the system has no room for the thread.
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

    /// Ends the thread once the work it was given is done.
    ///
    /// Returns when it has ended, unless called on it.
    ///
    /// Calling it again does nothing. Later work is refused; an actor's jobs then run on Swift's own threads.
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

    // MARK: The queue

    private func submit(_ work: Work, id: UInt64) {
        let refusal = state.withLock { state -> (any Error)? in
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
        if let refusal {
            work.fail(refusal)
        } else {
            semaphore.signal()
        }
    }

    private func startThread(_ state: inout State) throws(EventLoopError) {
        guard case .nobody = state.runner else { return }
        state.runner = .thread(try Thread.start(name: name) { self.takeUntilShutDown() })
    }

    private func takeUntilShutDown() {
        threadID.store(Thread.currentID, ordering: .relaxed)
        while true {
            // One signal for each item, and one for the end.
            semaphore.wait()
            let (item, isOver) = state.withLock { state -> (Item?, Bool) in
                let item = state.items.next()
                let isOver = item == nil && state.isShutDown
                if isOver {
                    threadID.store(0, ordering: .relaxed)
                    state.runner = .nobody
                }
                return (item, isOver)
            }
            if let item { perform(item) }
            if isOver { return }
        }
    }

    /// Runs jobs that have no thread to go to.
    private func takeUntilEmpty() {
        threadID.store(Thread.currentID, ordering: .relaxed)
        while let item = nextItem() { perform(item) }
    }

    private func nextItem() -> Item? {
        state.withLock { state in
            let item = state.items.next()
            if item == nil {
                threadID.store(0, ordering: .relaxed)
                state.runner = .nobody
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

    // MARK: The executor

    /// Takes a job of an actor that lives on this thread.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let needsTask = state.withLock { state in
            state.items.append(.job(job))
            if !state.isShutDown { try? startThread(&state) }
            guard case .nobody = state.runner else { return false }
            state.runner = .task
            return true
        }
        if needsTask {
            Task.detached { self.takeUntilEmpty() }
        } else {
            semaphore.signal()
        }
    }

    /// Traps unless called on the worker's thread.
    public func checkIsolated() {
        precondition(isOnThread, "This is not the worker's thread.")
    }

    /// Whether the calling thread is the worker's.
    public func isIsolatingCurrentContext() -> Bool? { isOnThread }

    private var isOnThread: Bool { threadID.load(ordering: .relaxed) == Thread.currentID }
}

extension WorkerThread {
    /// First in, first out, in amortised constant time: what comes in is turned around when the way out is empty.
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

        /// Takes back work that has not begun.
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
