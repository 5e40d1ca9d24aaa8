import Foundation
import Synchronization

/// An event.
struct Event {
    var id: String
    var body: [UInt8]
    var fields: [(String, String)]
    var isChunked = false

    init(_ id: String, _ body: String = "{}", _ fields: [(String, String)] = [], isChunked: Bool = false) {
        self.init(id, bytes: Array(body.utf8), fields, isChunked: isChunked)
    }

    init(_ id: String, bytes: [UInt8], _ fields: [(String, String)] = [], isChunked: Bool = false) {
        self.id = id
        self.body = bytes
        self.fields = fields
        self.isChunked = isChunked
    }

    var reply: [UInt8] {
        let fields = [("Lambda-Runtime-Aws-Request-Id", id)] + fields
        guard isChunked else { return ScriptedResponse(200, body, fields: fields).bytes }
        var bytes = Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n".utf8)
        for (name, value) in fields { bytes += "\(name): \(value)\r\n".utf8 }
        bytes += "\r\n".utf8
        for start in stride(from: 0, to: body.count, by: 7) {
            let part = body[start..<min(start + 7, body.count)]
            bytes += "\(String(part.count, radix: 16))\r\n".utf8 + part + "\r\n".utf8
        }
        return bytes + "0\r\n\r\n".utf8
    }
}
