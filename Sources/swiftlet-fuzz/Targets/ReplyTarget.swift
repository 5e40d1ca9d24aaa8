@testable import SwiftletIO

extension FuzzTarget {
    /// Replies of an HTTP server: however the bytes are cut, they read the same, and no byte after the end is taken.
    ///
    /// The first byte says how long the parts are.
    static let reply = FuzzTarget(name: "reply") { bytes in
        guard let first = bytes.first else { return }
        let reply = Array(bytes.dropFirst())
        let whole = read(reply, partLength: reply.count)
        let parts = read(reply, partLength: Int(first) + 1)
        promise(whole.fault == parts.fault, "\(String(describing: whole.fault)) or \(String(describing: parts.fault))")
        guard whole.fault == nil else { return }
        promise(whole.taken == parts.taken, "\(whole.taken) or \(parts.taken) bytes are the reply's")
        promise(whole.parser.body == parts.parser.body, "two bodies of one reply")
        promise(whole.parser.head.status == parts.parser.head.status, "two statuses of one reply")
        promise(whole.parser.isComplete == parts.parser.isComplete, "complete or not")
        promise(whole.parser.keepsConnection == parts.parser.keepsConnection, "kept or not")
        if whole.parser.isComplete {
            promise(200...999 ~= whole.parser.head.status, "a complete reply of status \(whole.parser.head.status)")
            let again = read(Array(reply[..<whole.taken]), partLength: 7)
            promise(again.parser.isComplete && again.taken == whole.taken, "bytes after the end that matter")
        } else {
            promise(whole.taken == reply.count, "bytes that are left though the reply is not complete")
        }
    }

    private struct Reading {
        var parser = ResponseParser()
        var taken = 0
        var fault: ResponseParser.Fault?
    }

    private static func read(_ bytes: [UInt8], partLength: Int) -> Reading {
        var reading = Reading()
        var start = 0
        while start < bytes.count, !reading.parser.isComplete {
            let end = min(start + partLength, bytes.count)
            do {
                reading.taken += try reading.parser.consume(Array(bytes[start..<end]).span)
            } catch {
                reading.fault = error
                return reading
            }
            start = end
        }
        return reading
    }
}
