import Foundation

/// A TCP connection to a local server, for requests that HTTP clients do not send.
///
/// Its calls block, so they run on their own threads.
package final class RawConnection: Sendable {
    package struct Unavailable: Error {}

    private let descriptor: Int32

    package init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        // A server that does not respond fails the test instead of blocking it.
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Unavailable() }
    }

    deinit {
        close(descriptor)
    }

    /// Sends a text.
    package func send(_ text: String) async {
        await onThread { [descriptor] in
            var bytes = Array(text.utf8)[...]
            while !bytes.isEmpty {
                let count = unsafe bytes.withUnsafeBytes {
                    unsafe Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return }
                bytes = bytes.dropFirst(count)
            }
        }
    }

    /// Closes the sending side, so that the server receives the end of the input.
    package func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Reads until a text is received; without a text, until the connection is closed.
    package func read(until marker: String? = nil) async -> String {
        await onThread { [descriptor] in
            var received: [UInt8] = []
            while true {
                var bytes = [UInt8](repeating: 0, count: 65_536)
                let count = unsafe recv(descriptor, &bytes, bytes.count, 0)
                guard count > 0 else { break }
                received += bytes.prefix(count)
                if let marker, String(decoding: received, as: UTF8.self).contains(marker) { break }
            }
            return String(decoding: received, as: UTF8.self)
        }
    }

    /// Registers an extension and returns its identifier.
    package func registerExtension(_ name: String = "e", events: String = "[]") async throws -> String {
        let body = "{\"events\":\(events)}"
        await send(
            "POST /2020-01-01/extension/register HTTP/1.1\r\nHost: x\r\nLambda-Extension-Name: \(name)\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        )
        let text = await read(until: "}")
        let head = text.split(separator: "\r\n\r\n")[0].lowercased()
        guard text.hasPrefix("HTTP/1.1 200"),
            let line = head.split(separator: "\r\n").first(where: { $0.hasPrefix("lambda-extension-identifier: ") })
        else { throw Unavailable() }
        return String(line.split(separator: " ")[1])
    }

    /// Sends an extension's poll for its next event.
    package func askForExtensionEvent(_ id: String) async {
        await send(
            "GET /2020-01-01/extension/event/next HTTP/1.1\r\nHost: x\r\nLambda-Extension-Identifier: \(id)\r\n\r\n"
        )
    }

    /// Sends the function's poll for its next event.
    package func askForEvent() async {
        await send("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n")
    }

    private func onThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: body()) }
        }
    }
}
