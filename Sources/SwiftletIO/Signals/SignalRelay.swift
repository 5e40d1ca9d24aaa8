import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Brings signals from the handler, where next to nothing is allowed, to the tasks that wait for them.
///
/// The handler writes the signal's number into a pipe. Whichever loop finds the pipe readable reads it, and hands the
/// numbers to every subscriber, its own or not.
final class SignalRelay: Sendable {
    private struct Subscription {
        var id: UInt64
        var numbers: [Int32]
        var continuation: AsyncStream<Int32>.Continuation
    }

    /// What a handled signal did before.
    private struct Disposition {
        var number: Int32
        /// The bits of a function pointer: `SIG_IGN` is the number 1, which Swift takes for the `nil` of an optional in an
        /// optional.
        var handler: Int
    }

    // Lists: there are one or two of each, and the first dictionary of a type of key takes a start 250,000 instructions.
    private struct State {
        var subscriptions: [Subscription] = []
        var dispositions: [Disposition] = []
        var lastID: UInt64 = 0
    }

    private typealias Handler = @convention(c) (Int32) -> Void

    /// The relay of the process.
    ///
    /// `nil` when there were no descriptors for its pipe.
    static let shared: SignalRelay? = SignalRelay()

    /// Where the handler writes.
    ///
    /// Set before any handler is installed, so that the handler never initialises it.
    private static let writeEnd = Atomic<Int32>(-1)

    let readEnd: Int32
    private let state = Mutex(State())

    private init?() {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { return nil }
        for end in ends {
            // Neither a handler nor a loop may block, and a child process has no business with it.
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        readEnd = ends[0]
        Self.writeEnd.store(ends[1], ordering: .sequentiallyConsistent)
    }

    /// Has the signals delivered to `continuation` from now on.
    ///
    /// Returns a number to end that with.
    func subscribe(_ numbers: [Int32], _ continuation: AsyncStream<Int32>.Continuation) -> UInt64 {
        state.withLock { state in
            state.lastID += 1
            state.subscriptions.append(
                Subscription(id: state.lastID, numbers: numbers, continuation: continuation)
            )
            for number in numbers where !state.dispositions.contains(where: { $0.number == number }) {
                let before: Handler? = signal(number) { SignalRelay.relay($0) }
                let handler = unsafe unsafeBitCast(before, to: Int.self)
                state.dispositions.append(Disposition(number: number, handler: handler))
            }
            return state.lastID
        }
    }

    /// Ends a subscription.
    ///
    /// A signal that nobody waits for does again what it did before.
    func unsubscribe(_ id: UInt64) {
        state.withLock { state in
            guard let place = state.subscriptions.firstIndex(where: { $0.id == id }) else { return }
            let ended = state.subscriptions.remove(at: place)
            for number in ended.numbers where !state.subscriptions.contains(where: { $0.numbers.contains(number) }) {
                guard let place = state.dispositions.firstIndex(where: { $0.number == number }) else { continue }
                let before = state.dispositions.remove(at: place).handler
                _ = unsafe signal(number, unsafeBitCast(before, to: Handler?.self))
            }
        }
    }

    /// Reads what has come and hands it out.
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
    /// It may only call what is async-signal-safe, and must leave `errno` as it was.
    private static func relay(_ number: Int32) {
        let before = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = unsafe write(writeEnd.load(ordering: .relaxed), &byte, 1)
        errno = before
    }
}
