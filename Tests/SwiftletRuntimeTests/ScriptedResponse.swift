import Foundation
import Synchronization

/// A response of a scripted server, as bytes.
struct ScriptedResponse {
    var bytes: [UInt8]

    init(_ status: Int, _ body: String = "", fields: [(String, String)] = []) {
        self.init(status, Array(body.utf8), fields: fields)
    }

    init(_ status: Int, _ body: [UInt8], fields: [(String, String)] = []) {
        var head = "HTTP/1.1 \(status) Whatever\r\n"
        for (name, value) in fields { head += "\(name): \(value)\r\n" }
        if status != 204 { head += "Content-Length: \(body.count)\r\n" }
        bytes = Array((head + "\r\n").utf8) + body
    }
}
