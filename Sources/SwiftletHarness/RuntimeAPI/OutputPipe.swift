import Foundation
import Synchronization

/// The output of a process, on its way to the log.
final class OutputPipe: Sendable {
    private struct State {
        /// The end to read from; `nil` once it is closed.
        var reading: Int32?
        /// Those who also want to have it.
        var tails: [ObjectIdentifier: LogTail] = [:]
    }

    /// A pipe holds [64 KiB](https://man7.org/linux/man-pages/man7/pipe.7.html): all that was written before a read of as
    /// many bytes is among them.
    private static let capacity = 64 * 1024

    private let state: Mutex<State>
    private let write: @Sendable ([UInt8]) -> Void

    /// Makes a pipe and lends its other end, to be given to a process.
    ///
    /// - Parameters:
    ///   - write: gets what is written, as it comes, from any thread but never from two at once.
    ///   - body: starts the process; the end that it is given is closed here afterwards.
    /// - Returns: the pipe, which is read until the process and all it has started are gone, and what `body` returns.
    /// - Throws: ``HarnessError`` if the system has no descriptors left; what `body` throws.
    static func make<Value>(
        to write: @escaping @Sendable ([UInt8]) -> Void,
        _ body: (_ writing: Int32) throws -> Value
    ) throws -> (OutputPipe, Value) {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw HarnessError(.unavailable, "There is no pipe for the output of a process: \(reason).")
        }
        let output = OutputPipe(reading: ends[0], write: write)
        defer { _ = close(ends[1]) }
        // No other process is to have an end of it.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        let value: Value
        do {
            value = try body(ends[1])
        } catch {
            output.end()
            throw error
        }
        // Waiting for output blocks, so it has a thread.
        Thread.detachNewThread { output.read() }
        return (output, value)
    }

    private init(reading: Int32, write: @escaping @Sendable ([UInt8]) -> Void) {
        self.state = Mutex(State(reading: reading))
        self.write = write
    }

    /// Hands on what has been written so far, even while more is written all the time.
    func drain() {
        state.withLock { _ = drain(&$0) }
    }

    /// Hands on what has been written so far, and from now on to a tail as well.
    func add(_ tail: LogTail) {
        state.withLock { state in
            _ = drain(&state)
            state.tails[ObjectIdentifier(tail)] = tail
        }
    }

    /// Hands on what has been written so far, and nothing more to a tail.
    func remove(_ tail: LogTail) {
        state.withLock { state in
            _ = drain(&state)
            state.tails[ObjectIdentifier(tail)] = nil
        }
    }

    private func read() {
        while true {
            guard let descriptor = state.withLock({ $0.reading }) else { return }
            // Only this thread closes the descriptor.
            var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            _ = unsafe poll(&polled, 1, -1)
            guard state.withLock({ drain(&$0) }) else { return end() }
        }
    }

    /// Reads what the pipe holds, and no more: a process that writes without end must not keep the lock.
    ///
    /// - Returns: whether there may be more to come.
    private func drain(_ state: inout State) -> Bool {
        guard let descriptor = state.reading else { return false }
        var remaining = Self.capacity
        while remaining > 0 {
            var bytes = [UInt8](repeating: 0, count: remaining)
            let count = unsafe Foundation.read(descriptor, &bytes, remaining)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 && errno == EAGAIN }
            bytes.removeLast(remaining - count)
            remaining -= count
            write(bytes)
            for tail in state.tails.values {
                tail.append(bytes)
            }
        }
        return true
    }

    private func end() {
        state.withLock { state in
            if let descriptor = state.reading.take() { _ = close(descriptor) }
        }
    }
}
