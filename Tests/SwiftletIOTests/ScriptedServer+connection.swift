import Foundation

extension ScriptedServer {
    /// One connection, driven by a script on its own thread.
    final class Connection {
        /// The number of the connection, from 1.
        let number: Int
        private let descriptor: Int32
        private let record: (Request) -> Void
        private var buffer: [UInt8] = []

        init(_ descriptor: Int32, number: Int, record: @escaping (Request) -> Void) {
            self.descriptor = descriptor
            self.number = number
            self.record = record
            var on: Int32 = 1
            unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        }

        // MARK: - Reading

        /// Reads one whole request.
        ///
        /// `nil` when the client has closed the connection.
        func readRequest() -> Request? {
            guard var request = readHead(), readBody(&request) else { return nil }
            record(request)
            return request
        }

        /// Reads the request line and the fields.
        func readHead() -> Request? {
            guard let line = readLine() else { return nil }
            let words = line.split(separator: " ")
            guard words.count == 3 else { return nil }
            var request = Request(method: String(words[0]), target: String(words[1]))
            request.connection = number
            guard let fields = readFields() else { return nil }
            request.fields = fields
            return request
        }

        /// Reads the body, by its length or in chunks.
        func readBody(_ request: inout Request) -> Bool {
            if request["transfer-encoding"]?.lowercased() == "chunked" {
                while true {
                    guard let line = readLine(), let size = Int(line, radix: 16) else { return false }
                    if size == 0 { break }
                    guard let bytes = readBytes(size), readLine() == "" else { return false }
                    request.body += bytes
                    request.chunks.append(size)
                }
                guard let trailers = readFields() else { return false }
                request.trailers = trailers
                return true
            }
            guard let bytes = readBytes(Int(request["content-length"] ?? "0") ?? 0) else { return false }
            request.body = bytes
            return true
        }

        /// Reads exactly `count` bytes.
        func readBytes(_ count: Int) -> [UInt8]? {
            while buffer.count < count {
                guard fill() else { return nil }
            }
            defer { buffer.removeFirst(count) }
            return Array(buffer[..<count])
        }

        /// Waits until the client closes the connection, discarding input.
        func readToEnd() {
            while fill() { buffer.removeAll(keepingCapacity: true) }
        }

        private func readFields() -> [(name: String, value: String)]? {
            var fields: [(name: String, value: String)] = []
            while let line = readLine() {
                if line.isEmpty { return fields }
                guard let colon = line.firstIndex(of: ":") else { return nil }
                let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
                fields.append((String(line[..<colon]), value))
            }
            return nil
        }

        private func readLine() -> String? {
            while true {
                if let end = buffer.firstIndex(of: 0x0A) {
                    defer { buffer.removeSubrange(...end) }
                    let line = buffer[..<end]
                    return String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
                }
                guard fill() else { return nil }
            }
        }

        private func fill() -> Bool {
            var bytes = [UInt8](repeating: 0, count: 64 * 1024)
            let count = unsafe bytes.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            guard count > 0 else { return false }
            buffer += bytes[..<count]
            return true
        }

        // MARK: - Writing

        /// Sends a response with a length.
        func send(_ reply: Response) {
            send(reply.bytes)
        }

        /// Sends text unchanged.
        func send(_ text: String) {
            send(Array(text.utf8))
        }

        /// Sends bytes.
        ///
        /// A closed client is not an error here.
        func send(_ bytes: [UInt8]) {
            var sent = 0
            while sent < bytes.count {
                let count = unsafe bytes.withUnsafeBytes { bytes in
                    unsafe Foundation.send(
                        descriptor,
                        bytes.baseAddress?.advanced(by: sent),
                        bytes.count - sent,
                        Int32(MSG_NOSIGNAL)
                    )
                }
                guard count > 0 else { return }
                sent += count
            }
        }

        /// Sends the head of a chunked response.
        func sendChunkedHead(_ status: Int = 200, _ fields: [(name: String, value: String)] = []) {
            let lines = fields.map { "\($0.name): \($0.value)\r\n" }.joined()
            send("HTTP/1.1 \(status) Reason\r\n\(lines)Transfer-Encoding: chunked\r\n\r\n")
        }

        /// Sends one chunk.
        func sendChunk(_ text: String) {
            send("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n")
        }

        /// Sends the end of a chunked body.
        func sendLastChunk(trailers: [(name: String, value: String)] = []) {
            send("0\r\n" + trailers.map { "\($0.name): \($0.value)\r\n" }.joined() + "\r\n")
        }

        /// Pauses briefly, for slow scripts.
        func pause(milliseconds: UInt32) {
            usleep(milliseconds * 1000)
        }

        /// Closes the connection with a reset, like a crashed server.
        func resetOnClose() {
            var option = linger(l_onoff: 1, l_linger: 0)
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        }
    }
}
