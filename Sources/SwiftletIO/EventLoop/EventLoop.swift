import Synchronization

/// An event loop on one thread: Swift jobs, libcurl transfers, descriptors and timers.
///
/// ```swift
/// let loop = try EventLoop.start(name: "background")
/// let task = Task(executorPreference: loop) {
///     try await loop.sleep(for: .milliseconds(10))
/// }
/// try await task.value
/// loop.shutdown()
/// ```
///
/// It runs the jobs of tasks that prefer it, `Task(executorPreference: loop) { … }`, and of actors that use it as their
/// executor. When idle it polls with [`curl_multi_poll`](https://curl.se/libcurl/c/curl_multi_poll.html) until a transfer,
/// a descriptor or a timer is ready, or another thread wakes it. Work on the loop's thread must not block.
///
/// A loop runs on the thread that calls ``run(_:)``, or on its own thread after ``start(name:)``. All waits may be called
/// from any task on any executor, and throw `CancellationError` when that task is cancelled.
public final class EventLoop: TaskExecutor, SerialExecutor, Sendable {
    let state = Mutex(LoopState())
    /// `nil` if libcurl could not be initialized, which is possible only for ``shared``.
    let reactor: Reactor?
    /// The id of the thread that runs the loop, or 0.
    let threadID = Atomic<UInt>(0)
    private let lastNumber = Atomic<UInt64>(0)
    /// The loop's own thread, if it has one.
    private let thread = Mutex<Thread?>(nil)
    private let isolation = Mutex<LoopSerialExecutor?>(nil)

    /// Creates a loop that runs while ``run(_:)`` is called.
    ///
    /// - Throws: ``EventLoopError`` with `.unavailable` when memory or descriptors are exhausted.
    public init() throws(EventLoopError) {
        reactor = try Reactor()
    }

    /// Creates a loop that is shut down: every wait fails, and jobs run serially on the global executor.
    private init(unavailable: Void) {
        reactor = nil
        state.withLock { $0.isClosed = true }
    }

    /// Runs the loop on the calling thread until `body`, a task on this loop, has ended.
    ///
    /// For a synchronous `main`. Jobs that are ready when `body` ends still run; suspended tasks continue in the next call,
    /// if any.
    ///
    /// - Throws: ``EventLoopError`` with `.alreadyRunning` or `.shutDown`, or the error of `body`.
    public func run<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) throws -> T {
        let reactor = try claim()
        let outcome = Outcome<T>()
        // Created after the claim, so that no other thread can run the task.
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
            runOnCurrentThread { runUntilStopped(reactor) }
        }
        release()
        return try withExtendedLifetime(task) {
            guard let result = outcome.value.withLock({ $0 }) else { throw EventLoopError.shutDown }
            return try result.get()
        }
    }

    /// Creates a loop with its own thread, which runs until ``shutdown()``.
    ///
    /// - Throws: ``EventLoopError`` with `.unavailable` when memory, descriptors or threads are exhausted.
    public static func start(name: String = "event-loop") throws(EventLoopError) -> EventLoop {
        let loop = try EventLoop()
        let reactor = try loop.claim()
        let thread = try Thread.start(name: name) {
            BrokenPipeSignal.blocked {
                loop.runOnCurrentThread { loop.runUntilStopped(reactor) }
            }
            loop.release()
        }
        loop.thread.withLock { $0 = thread }
        return loop
    }

    /// Shuts the loop down: every wait and transfer fails, ready jobs run, and the loop's own thread ends.
    ///
    /// Returns once that thread has ended, unless called on it. Calling it again does nothing. Jobs that become ready later
    /// run serially on the global executor.
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

    /// The loop of the process, with its own thread that starts at the first use.
    ///
    /// If it cannot be created because resources are exhausted, it is a loop that has been shut down.
    public static var shared: EventLoop { sharedLoop }

    /// The loop that runs on the current thread, or `nil`.
    public static var current: EventLoop? { currentLoop.value }

    /// ``current``, or ``shared`` if there is none.
    public static var preferred: EventLoop { current ?? shared }

    private static let sharedLoop = (try? start(name: "swiftlet-io")) ?? EventLoop(unavailable: ())
    private static let currentLoop = ThreadLocal<EventLoop>()

    /// Whether the current thread runs this loop.
    package var isOnThread: Bool { threadID.load(ordering: .relaxed) == Thread.currentID }

    /// A new id for a wait or a transfer.
    func makeNumber() -> UInt64 { lastNumber.add(1, ordering: .relaxed).newValue }

    /// The serial executor of actors on this loop.
    var serialExecutor: LoopSerialExecutor {
        isolation.withLock { isolation in
            if let isolation { return isolation }
            let new = LoopSerialExecutor(self)
            isolation = new
            return new
        }
    }

    // MARK: - Running

    private func claim() throws(EventLoopError) -> Reactor {
        guard let reactor else { throw .shutDown }
        try state.withLock { state throws(EventLoopError) in
            if state.isClosed { throw .shutDown }
            if state.isRunning { throw EventLoopError(.alreadyRunning, "The event loop is already running.") }
            state.isRunning = true
            state.isStopping = false
        }
        return reactor
    }

    private func release() {
        let wake = state.withLock { state in
            state.isRunning = false
            state.isStopping = false
            return state.isIdle ? .none : state.wake()
        }
        act(on: wake)
    }

    /// Marks the current thread as the loop's while `body` runs.
    func runOnCurrentThread(_ body: () -> Void) {
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
