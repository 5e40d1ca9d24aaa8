import Foundation

/// The server side of a connection: reads requests and writes replies.
final class SocketReader {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var start = 0
    /// The pause between two reads.
    var pause: TimeInterval = 0

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    func head() -> (method: String, path: String, fields: [(name: String, value: String)])? {
        guard let line = line() else { return nil }
        let parts = line.split(separator: " ")
        guard parts.count == 3, let fields = fields() else { return nil }
        return (String(parts[0]), String(parts[1]), fields)
    }

    /// Reads the body with the framing of the head.
    func body(of request: inout ScriptedRuntimeAPI.Request) {
        if request.field("Transfer-Encoding")?.lowercased() == "chunked" {
            while true {
                guard let size = line().flatMap({ Int($0, radix: 16) }) else { break }
                if size == 0 {
                    guard let trailers = fields() else { break }
                    request.trailers = trailers
                    return
                }
                guard let part = bytes(size), line() != nil else { break }
                request.body += part
            }
            request.isComplete = false
        } else if let length = request.field("Content-Length").flatMap({ Int($0) }) {
            guard let body = bytes(length) else {
                request.isComplete = false
                return
            }
            request.body = body
        }
    }

    /// Returns whether all bytes were sent.
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { raw in
                unsafe Glibc.send(
                    descriptor,
                    UnsafeRawBufferPointer(rebasing: raw[sent...]).baseAddress,
                    bytes.count - sent,
                    Int32(MSG_NOSIGNAL)
                )
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    func waitForClose() {
        while fill() {}
    }

    private func fields() -> [(name: String, value: String)]? {
        var fields: [(name: String, value: String)] = []
        while let line = line() {
            if line.isEmpty { return fields }
            guard let colon = line.firstIndex(of: ":") else { return nil }
            fields.append(
                (
                    String(line[..<colon]),
                    line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
                )
            )
        }
        return nil
    }

    private func line() -> String? {
        while true {
            if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
                var line = buffer[start..<end]
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                start = end + 1
                return String(decoding: line, as: UTF8.self)
            }
            guard fill() else { return nil }
        }
    }

    private func bytes(_ count: Int) -> [UInt8]? {
        while buffer.count - start < count {
            guard fill() else { return nil }
        }
        defer { start += count }
        return Array(buffer[start..<start + count])
    }

    private func fill() -> Bool {
        if start == buffer.count {
            buffer = []
            start = 0
        }
        if pause > 0 { Thread.sleep(forTimeInterval: pause) }
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        let size = chunk.count
        let count = unsafe chunk.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, size, 0) }
        guard count > 0 else { return false }
        buffer += chunk[..<count]
        return true
    }
}
