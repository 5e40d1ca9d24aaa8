import Foundation
import Synchronization

/// A scripted HTTP server on a free loopback port, with one thread per connection and control over every byte.
///
/// The script is called once for each connection, which is closed when it returns. It may respond correctly, slowly,
/// in pieces, with errors, or not at all:
///
///     let server = try ScriptedServer { connection in
///         while let request = connection.readRequest() {
///             connection.send(.ok("hello \(request.target)"))
///         }
///     }
///     defer { server.stop() }
///
/// It runs until it is stopped, even if the test releases it earlier.
final class ScriptedServer: Sendable {
    typealias Script = @Sendable (Connection) -> Void

    /// The port.
    let port: UInt16
    private let listener: Int32
    private let state = Mutex(State())

    private struct State {
        var accepted = 0
        var requests: [Request] = []
        var open: Set<Int32> = []
        var isStopped = false
    }

    struct Failure: Error {
        var call: String
        var number: Int32
    }

    /// Listens, and runs `script` for each connection.
    init(_ script: @escaping Script) throws {
        (listener, port) = try Self.listen()
        Foundation.Thread.detachNewThread { self.acceptAll(script) }
    }

    private static func listen() throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket", number: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard unsafe bind(descriptor, address, length) == 0,
                    Foundation.listen(descriptor, 512) == 0
                else { return Int32(-1) }
                return unsafe getsockname(descriptor, address, &length)
            }
        }
        guard status == 0 else {
            let number = errno
            close(descriptor)
            throw Failure(call: "bind", number: number)
        }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    /// A server that responds to every request with `respond`, and keeps connections alive.
    convenience init(responding respond: @escaping @Sendable (Request) -> Response) throws {
        try self.init { connection in
            while let request = connection.readRequest() {
                connection.send(respond(request))
            }
        }
    }

    /// Closes the listener and every connection.
    func stop() {
        state.withLock { state in
            guard !state.isStopped else { return }
            state.isStopped = true
            shutdown(listener, Int32(SHUT_RDWR))
            for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    /// The URL of a path on this server.
    func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

    /// The number of connections accepted so far.
    var accepted: Int { state.withLock { $0.accepted } }

    /// The complete requests so far, in order of arrival.
    var requests: [Request] { state.withLock { $0.requests } }

    private func acceptAll(_ script: @escaping Script) {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { break }
            let number = state.withLock { state in
                state.accepted += 1
                state.open.insert(descriptor)
                if state.isStopped { shutdown(descriptor, Int32(SHUT_RDWR)) }
                return state.accepted
            }
            Foundation.Thread.detachNewThread {
                let connection = Connection(descriptor, number: number) { request in
                    self.state.withLock { $0.requests.append(request) }
                }
                script(connection)
                self.state.withLock { _ = $0.open.remove(descriptor) }
                close(descriptor)
            }
        }
        close(listener)
    }
}

extension ScriptedServer {
    /// A received request.
    struct Request: Sendable {
        var method = ""
        var target = ""
        var fields: [(name: String, value: String)] = []
        var body: [UInt8] = []
        var trailers: [(name: String, value: String)] = []
        /// The sizes of the chunks of a chunked body.
        var chunks: [Int] = []
        /// The number of its connection, from 1.
        var connection = 0

        /// The first field of this name, case-insensitively.
        subscript(name: String) -> String? {
            fields.first { $0.name.lowercased() == name.lowercased() }?.value
        }

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// A response with a length.
    struct Response: Sendable {
        var status = 200
        var fields: [(name: String, value: String)] = []
        var body: [UInt8] = []

        static func ok(_ text: String = "", _ fields: [(name: String, value: String)] = []) -> Response {
            Response(fields: fields, body: Array(text.utf8))
        }

        static func status(_ status: Int, _ text: String = "") -> Response {
            Response(status: status, body: Array(text.utf8))
        }

        var bytes: [UInt8] {
            var head = "HTTP/1.1 \(status) Reason\r\n"
            for field in fields { head += "\(field.name): \(field.value)\r\n" }
            if status != 204 { head += "Content-Length: \(body.count)\r\n" }
            return Array((head + "\r\n").utf8) + body
        }
    }
}
