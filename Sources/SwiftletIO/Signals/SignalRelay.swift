import Glibc
import Synchronization

/// Relays signals from the handler to the tasks that wait for them, through a pipe.
///
/// The handler writes the signal's number into the pipe. Any loop that finds it readable reads the numbers and passes
/// them to all subscribers.
final class SignalRelay: Sendable {
    private struct Subscription {
        var id: UInt64
        var numbers: [Int32]
        var continuation: AsyncStream<Int32>.Continuation
    }

    /// The previous disposition of a handled signal.
    private struct Disposition {
        var number: Int32
        /// The bits of a function pointer: `SIG_IGN` is 1, which Swift treats as the `nil` of a nested optional.
        var handler: Int
    }

    // Arrays: there are one or two of each, and the first use of a dictionary type costs 250,000 instructions.
    private struct State {
        var subscriptions: [Subscription] = []
        var dispositions: [Disposition] = []
        var lastID: UInt64 = 0
    }

    private typealias Handler = @convention(c) (Int32) -> Void

    /// The relay of the process; `nil` if its pipe could not be created.
    static let shared: SignalRelay? = SignalRelay()

    /// The write end of the pipe.
    ///
    /// Set before any handler is installed, so that the handler never initializes it.
    private static let writeEnd = Atomic<Int32>(-1)

    let readEnd: Int32
    private let state = Mutex(State())

    private init?() {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { return nil }
        for end in ends {
            // Neither a handler nor a loop may block, and child processes must not inherit the pipe.
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        readEnd = ends[0]
        Self.writeEnd.store(ends[1], ordering: .sequentiallyConsistent)
    }

    /// Subscribes `continuation` to signals, and returns the subscription's id.
    func subscribe(_ numbers: [Int32], _ continuation: AsyncStream<Int32>.Continuation) -> UInt64 {
        state.withLock { state in
            state.lastID += 1
            state.subscriptions.append(
                Subscription(id: state.lastID, numbers: numbers, continuation: continuation)
            )
            for number in numbers where !state.dispositions.contains(where: { $0.number == number }) {
                let previous: Handler? = signal(number) { SignalRelay.relay($0) }
                let handler = unsafe unsafeBitCast(previous, to: Int.self)
                state.dispositions.append(Disposition(number: number, handler: handler))
            }
            Self.unblock(numbers)
            return state.lastID
        }
    }

    /// Unblocks signals for this thread: a process inherits the signals that the one that started it has blocked.
    private static func unblock(_ numbers: [Int32]) {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for number in numbers { unsafe sigaddset(&signals, number) }
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// Ends a subscription, and restores the previous disposition of signals without subscribers.
    func unsubscribe(_ id: UInt64) {
        state.withLock { state in
            guard let index = state.subscriptions.firstIndex(where: { $0.id == id }) else { return }
            let ended = state.subscriptions.remove(at: index)
            for number in ended.numbers where !state.subscriptions.contains(where: { $0.numbers.contains(number) }) {
                guard let index = state.dispositions.firstIndex(where: { $0.number == number }) else { continue }
                let previous = state.dispositions.remove(at: index).handler
                _ = unsafe signal(number, unsafeBitCast(previous, to: Handler?.self))
            }
        }
    }

    /// Reads the pipe and notifies the subscribers.
    func deliver() {
        var numbers = [UInt8](repeating: 0, count: 64)
        while true {
            let count = unsafe numbers.withUnsafeMutableBytes { unsafe read(readEnd, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            let subscriptions = state.withLock { $0.subscriptions }
            for number in numbers[..<count].map(Int32.init) {
                for subscription in subscriptions where subscription.numbers.contains(number) {
                    subscription.continuation.yield(number)
                }
            }
        }
    }

    /// The signal handler.
    ///
    /// It may only call async-signal-safe functions, and must preserve `errno`.
    private static func relay(_ number: Int32) {
        let previous = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = unsafe write(writeEnd.load(ordering: .relaxed), &byte, 1)
        errno = previous
    }
}
