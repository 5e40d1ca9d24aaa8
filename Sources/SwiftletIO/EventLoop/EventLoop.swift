import Synchronization

/// An event loop on one thread: Swift jobs, libcurl transfers, descriptors and timers.
///
/// It runs the jobs of the tasks that prefer it, `Task(executorPreference: loop) { … }`, and of the actors that name it
/// as their executor. When there are none it sleeps in
/// [`curl_multi_poll`](https://curl.se/libcurl/c/curl_multi_poll.html) until a transfer, a descriptor, a timer or
/// another thread has something to do. Work on the loop's thread must not block: it would hold up everything else there.
///
/// A loop runs on the thread that calls ``run(_:)``, or on one of its own after ``start(name:)``. All its waits may be
/// called from any task on any executor, and end with `CancellationError` when that task is cancelled.
public final class EventLoop: TaskExecutor, SerialExecutor, Sendable {
    let state = Mutex(LoopState())
    /// `nil` where libcurl could not be initialised, which only ``shared`` survives.
    let reactor: Reactor?
    /// The thread that turns the loop, 0 when none does.
    let threadID = Atomic<UInt>(0)
    private let lastNumber = Atomic<UInt64>(0)
    /// The loop's thread, when it owns one.
    private let thread = Mutex<Thread?>(nil)
    private let isolation = Mutex<LoopIsolation?>(nil)

    /// Makes a loop that turns while ``run(_:)`` is called.
    ///
    /// - Throws: ``EventLoopError`` with `.unavailable` when the system has no memory or descriptors for it.
    public init() throws(EventLoopError) {
        reactor = try Reactor()
    }

    /// A loop on which every wait fails, and jobs run on Swift's own threads one after another.
    private init(unavailable: Void) {
        reactor = nil
        state.withLock { $0.isClosed = true }
    }

    /// Runs `body` as a task on this loop, on the calling thread, until it has ended.
    ///
    /// This is for a synchronous `main`. Jobs that are ready when `body` ends still run; tasks that wait for something
    /// go on in the next call, if there is one.
    ///
    /// - Throws: ``EventLoopError`` with `.alreadyRunning` or `.shutDown`, or what `body` throws.
    public func run<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) throws -> T {
        let reactor = try claim()
        let outcome = Outcome<T>()
        // Before the claim no job can have run: the task cannot end early.
        let task = Task(executorPreference: self) {
            let result: Result<T, any Error>
            do {
                result = .success(try await body())
            } catch {
                result = .failure(error)
            }
            outcome.value.withLock { $0 = result }
            self.stop()
        }
        BrokenPipeSignal.blocked {
            occupyThread { turnUntilStopped(reactor) }
        }
        release()
        return try withExtendedLifetime(task) {
            guard let result = outcome.value.withLock({ $0 }) else { throw EventLoopError.shutDown }
            return try result.get()
        }
    }

    /// Makes a loop with a thread of its own, which turns until ``shutdown()``.
    ///
    /// - Throws: ``EventLoopError`` with `.unavailable` when the system has no memory, descriptors or threads for it.
    public static func start(name: String = "event-loop") throws(EventLoopError) -> EventLoop {
        let loop = try EventLoop()
        let reactor = try loop.claim()
        let thread = try Thread.start(name: name) {
            BrokenPipeSignal.blocked {
                loop.occupyThread { loop.turnUntilStopped(reactor) }
            }
            loop.release()
        }
        loop.thread.withLock { $0 = thread }
        return loop
    }

    /// Ends the loop: every wait and transfer fails, jobs that are ready run, and a thread of its own ends.
    ///
    /// Returns once that thread has ended, unless called on it. Calling it again does nothing. Jobs of the loop that
    /// become ready later run on Swift's own threads, one at a time.
    public func shutdown() {
        let thread = thread.withLock { $0.take() }
        let wake = state.withLock { state in
            state.isClosing = !state.isClosed
            state.isClosed = true
            if thread != nil { state.isStopping = true }
            return state.wake()
        }
        act(on: wake)
        if let thread {
            isOnThread ? thread.detach() : thread.join()
        }
    }

    /// A loop for the whole process, with a thread of its own that starts at the first use.
    ///
    /// On a system so short of resources that it cannot be made, it is a loop that has been shut down.
    public static var shared: EventLoop { sharedLoop }

    /// The loop whose thread this is, or `nil`.
    public static var current: EventLoop? { currentLoop.value }

    /// ``current``, or else ``shared``.
    public static var preferred: EventLoop { current ?? shared }

    private static let sharedLoop = (try? start(name: "swiftlet-io")) ?? EventLoop(unavailable: ())
    private static let currentLoop = ThreadLocal<EventLoop>()

    /// Whether the calling thread is the one that turns this loop.
    package var isOnThread: Bool { threadID.load(ordering: .relaxed) == Thread.currentID }

    /// The next number for a wait or a transfer.
    func makeNumber() -> UInt64 { lastNumber.add(1, ordering: .relaxed).newValue }

    /// The executor of the actors on this loop.
    var serialExecutor: LoopIsolation {
        isolation.withLock { isolation in
            if let isolation { return isolation }
            let new = LoopIsolation(self)
            isolation = new
            return new
        }
    }

    // MARK: Who turns it

    private func claim() throws(EventLoopError) -> Reactor {
        guard let reactor else { throw .shutDown }
        try state.withLock { state throws(EventLoopError) in
            if state.isClosed { throw .shutDown }
            if state.isRunning { throw EventLoopError(.alreadyRunning, "The event loop is running already.") }
            state.isRunning = true
            state.isStopping = false
        }
        return reactor
    }

    private func release() {
        let wake = state.withLock { state in
            state.isRunning = false
            state.isStopping = false
            return state.isQuiet ? .none : state.wake()
        }
        act(on: wake)
    }

    /// Marks the calling thread as the loop's for as long as `body` runs.
    func occupyThread(_ body: () -> Void) {
        let outer = Self.currentLoop.value
        let outerID = threadID.load(ordering: .relaxed)
        threadID.store(Thread.currentID, ordering: .relaxed)
        Self.currentLoop.set(self)
        body()
        Self.currentLoop.set(outer)
        threadID.store(outerID, ordering: .relaxed)
    }

    private func stop() {
        act(
            on: state.withLock { state in
                state.isStopping = true
                return state.wake()
            }
        )
    }

    private final class Outcome<T: Sendable>: Sendable {
        let value = Mutex<Result<T, any Error>?>(nil)
    }
}
