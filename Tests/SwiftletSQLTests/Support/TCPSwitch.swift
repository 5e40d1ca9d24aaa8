import Foundation
import Synchronization
import TestSupport

/// A loopback proxy whose target can change, like a DNS name: new connections go to the current target, and open ones keep
/// theirs.
///
/// Without a target a connection is accepted but gets no response, as from a host that hangs.
final class TCPSwitch: Sendable {
    let port: UInt16

    private let listener: Int32
    private let target: Atomic<UInt16>
    private let connections = Mutex<[Int32]>([])

    /// Listens until ``end()``.
    init(to target: UInt16?) throws {
        self.target = Atomic(target ?? 0)
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.loopback(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe bind(listener, generic, size) == 0 ? unsafe getsockname(listener, generic, &size) : -1
            }
        }
        guard result == 0, listen(listener, 64) == 0 else {
            throw PostgresServer.Failure("No loopback port is free.")
        }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in acceptConnections() }
    }

    /// Sets the target of new connections.
    func lead(to port: UInt16?) { target.store(port ?? 0, ordering: .relaxed) }

    /// Closes all connections, and accepts no more.
    func end() {
        shutdown(listener, Int32(SHUT_RDWR))
        connections.withLock { connections in
            for connection in connections { shutdown(connection, Int32(SHUT_RDWR)) }
        }
    }

    private func acceptConnections() {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { break }
            connections.withLock { $0.append(client) }
            let port = target.load(ordering: .relaxed)
            if port != 0 {
                Thread.detachNewThread { [self] in relay(client, to: port) }
            }
        }
        close(listener)
    }

    private func relay(_ client: Int32, to port: UInt16) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.loopback(port: port)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe connect(server, generic, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        var ends = [
            pollfd(fd: client, events: Int16(POLLIN), revents: 0),
            pollfd(fd: server, events: Int16(POLLIN), revents: 0),
        ]
        while result == 0, unsafe poll(&ends, 2, -1) > 0 {
            if ends[0].revents != 0, !Self.move(from: client, to: server) { break }
            if ends[1].revents != 0, !Self.move(from: server, to: client) { break }
        }
        connections.withLock { $0.removeAll { $0 == client } }
        close(server)
        close(client)
    }

    private static func move(from source: Int32, to sink: Int32) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe read(source, &buffer, buffer.count)
        guard count > 0 else { return false }
        var sent = 0
        while sent < count {
            let rest = Array(buffer[sent..<count])
            let written = unsafe send(sink, rest, rest.count, Int32(MSG_NOSIGNAL))
            guard written > 0 else { return false }
            sent += written
        }
        return true
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = unsafe inet_addr("127.0.0.1")
        address.sin_port = port.bigEndian
        return address
    }
}
