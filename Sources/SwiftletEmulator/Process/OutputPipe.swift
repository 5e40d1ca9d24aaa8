import Foundation
import SwiftletGateway
import Synchronization

/// Forwards the output of a process to the log.
package final class OutputPipe: Sendable {
    private struct State {
        /// The read end; `nil` once it is closed.
        var reading: Int32?
        /// The tails that also receive the output.
        var tails: [ObjectIdentifier: LogTail] = [:]
    }

    /// The capacity of a pipe, [64 KiB](https://man7.org/linux/man-pages/man7/pipe.7.html): reading that many bytes returns all
    /// output that was written before.
    private static let capacity = 64 * 1024

    private let state: Mutex<State>
    private let write: @Sendable ([UInt8]) -> Void

    /// Creates a pipe and passes its write end to a process.
    ///
    /// - Parameters:
    ///   - write: Receives the output, from any thread but never concurrently.
    ///   - body: Starts the process. The write end is closed in this process afterwards.
    /// - Returns: The pipe, which is read until all writers have exited, and the result of `body`.
    /// - Throws: ``EmulatorError`` if no file descriptor is available; the error of `body`.
    package static func make<Value>(
        to write: @escaping @Sendable ([UInt8]) -> Void,
        _ body: (_ writing: Int32) throws -> Value
    ) throws -> (OutputPipe, Value) {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw EmulatorError("Cannot create a pipe for the process output: \(reason).")
        }
        let output = OutputPipe(reading: ends[0], write: write)
        defer { _ = close(ends[1]) }
        // The descriptors must not be inherited by other processes.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        let value: Value
        do {
            value = try body(ends[1])
        } catch {
            output.end()
            throw error
        }
        // Reading blocks, so it runs on a thread of its own.
        Thread.detachNewThread { output.read() }
        return (output, value)
    }

    private init(reading: Int32, write: @escaping @Sendable ([UInt8]) -> Void) {
        self.state = Mutex(State(reading: reading))
        self.write = write
    }

    /// Forwards the output that has been written so far, even if the process keeps writing.
    package func drain() {
        state.withLock { _ = drain(&$0) }
    }

    /// Forwards the output that has been written so far, and then starts to copy output to a tail.
    func add(_ tail: LogTail) {
        state.withLock { state in
            _ = drain(&state)
            state.tails[ObjectIdentifier(tail)] = tail
        }
    }

    /// Forwards the output that has been written so far, and then stops copying to a tail.
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

    /// Reads at most the capacity of the pipe: a process that keeps writing must not block the lock.
    ///
    /// - Returns: Whether more output may follow.
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
