import Glibc
import Synchronization

/// Writes records to a descriptor, each as a whole.
package final class DescriptorOutput: Sendable {
    /// Locked while a record is written: only short writes are atomic, and several descriptors may lead to the same file, such
    /// as the standard output and the standard error of a process.
    private static let lock = Mutex(())

    private let descriptor: Int32
    private let isSocket: Bool

    /// Creates an output to a descriptor, which must stay open.
    package init(_ descriptor: Int32) {
        self.descriptor = descriptor
        isSocket = SwiftletContext.isSocket(descriptor)
    }

    /// Writes all bytes, with one call unless the descriptor accepts only a part of them.
    ///
    /// Errors are ignored: there is nowhere to report them.
    package func write(_ bytes: [UInt8]) {
        Self.lock.withLock { _ in
            unsafe bytes.withUnsafeBytes { buffer in
                var written = 0
                while written < buffer.count {
                    let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
                    // A closed socket must not end the process with SIGPIPE.
                    let count =
                        isSocket
                        ? unsafe send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
                        : unsafe systemWrite(descriptor, rest)
                    if count > 0 {
                        written += count
                    } else if errno == EAGAIN {
                        // The pipe is non-blocking and full: wait up to a second for the reader.
                        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                        guard unsafe poll(&wait, 1, 1000) > 0 else { return }
                    } else if errno != EINTR {
                        return
                    }
                }
            }
        }
    }
}

/// Calls `write(2)`, which the method above shadows.
private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    unsafe write(descriptor, buffer.baseAddress, buffer.count)
}

/// Whether a descriptor is a socket.
private func isSocket(_ descriptor: Int32) -> Bool {
    var type: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    return unsafe getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &length) == 0
}
