import Glibc

/// The owner of a socket or a pipe's descriptor.
final class Socket {
    private(set) var descriptor: Int32

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close()
    }

    /// Closes the descriptor, if it is open.
    func close() {
        if descriptor >= 0 { Glibc.close(descriptor) }
        descriptor = -1
    }

    /// Listens on a free port of the loopback address.
    static func listen() throws(BenchError) -> (socket: Socket, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw BenchError("no socket: error \(errno)") }
        let listener = Socket(descriptor)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard unsafe bind(descriptor, address, length) == 0, Glibc.listen(descriptor, 256) == 0 else {
                    return Int32(-1)
                }
                return unsafe getsockname(descriptor, address, &length)
            }
        }
        guard status == 0 else { throw BenchError("no port on loopback: error \(errno)") }
        return (listener, UInt16(bigEndian: address.sin_port))
    }

    /// Accepts a pending connection.
    func accept() throws(BenchError) -> Socket {
        let connection = Glibc.accept(descriptor, nil, nil)
        guard connection >= 0 else { throw BenchError("no connection: error \(errno)") }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        var on: Int32 = 1
        _ = unsafe setsockopt(
            connection,
            Int32(IPPROTO_TCP),
            TCP_NODELAY,
            &on,
            socklen_t(MemoryLayout<Int32>.size)
        )
        return Socket(connection)
    }

    /// Sends all bytes.
    func send(_ bytes: [UInt8]) throws(BenchError) {
        let isSent = unsafe bytes.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[sent...])
                let count = unsafe Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }
        guard isSent else { throw BenchError("the connection is broken: error \(errno)") }
    }

    /// Receives available bytes into `buffer` after its first `count` bytes.
    ///
    /// - Returns: The new count, or `nil` at the end of the stream.
    func receive(into buffer: inout [UInt8], at count: Int) -> Int? {
        if buffer.count - count < 1024 { buffer.append(contentsOf: repeatElement(0, count: buffer.count + 4096)) }
        let received = unsafe buffer.withUnsafeMutableBytes { buffer in
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
            return unsafe recv(descriptor, rest.baseAddress, rest.count, 0)
        }
        return received > 0 ? count + received : nil
    }
}
