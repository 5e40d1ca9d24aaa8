import Swiftlet
import SwiftletJSON

extension ErrorReport {
    /// The header fields of an error call.
    ///
    /// - Parameter workingDirectory: what X-Ray is told of where the process runs.
    /// - Returns: the fields, the constant ones included.
    package func headers(workingDirectory: String) -> [(name: String, value: String)] {
        [
            (RuntimeHeader.userAgent, RuntimeHeader.swiftlet),
            (RuntimeHeader.contentType, RuntimeHeader.json),
            (RuntimeHeader.errorType, kind.description),
            (RuntimeHeader.xrayErrorCause, xrayCause(workingDirectory: workingDirectory)),
        ]
    }

    /// The trailers after a streamed answer that failed on the way.
    package var trailers: [(name: String, value: String)] {
        var report = self
        report.message = Self.cut(message, to: Self.trailerMessageLimit)
        return [
            (RuntimeHeader.errorType, kind.description),
            (RuntimeHeader.errorBody, Base64.encode(report.json)),
        ]
    }

    /// The failure for X-Ray: one line of ASCII JSON of at most 64 KiB, however long the message.
    package func xrayCause(workingDirectory: String) -> String {
        var limit = RuntimeLimit.xrayCauseBytes / 2
        while true {
            let line = Self.ascii(xrayCause(workingDirectory: workingDirectory, limit: limit))
            // Escaping can make six bytes of one.
            if line.count <= RuntimeLimit.xrayCauseBytes || limit == 0 { return String(decoding: line, as: UTF8.self) }
            limit /= 2
        }
    }

    private func xrayCause(workingDirectory: String, limit: Int) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("working_directory")
        writer.string(Self.cut(workingDirectory, to: min(limit, 4096)))
        writer.key("exceptions")
        writer.beginArray()
        writer.beginObject()
        writer.key("type")
        writer.string(Self.cut(type, to: min(limit, 1024)))
        writer.key("message")
        writer.string(Self.cut(message, to: limit))
        writer.key("stack")
        writer.beginArray()
        var room = limit
        for label in stackTrace {
            room -= label.utf8.count + Self.frameOverhead
            guard room > 0 else { break }
            writer.beginObject()
            writer.key("path")
            writer.string("")
            writer.key("line")
            writer.int(0)
            writer.key("label")
            writer.string(label)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        writer.endArray()
        writer.key("paths")
        writer.beginArray()
        writer.endArray()
        writer.endObject()
        return writer.finish()
    }

    private static let frameOverhead = 40
    /// A trailer is a header field: servers take less of those than of a body.
    private static let trailerMessageLimit = 16 * 1024

    /// The same JSON in ASCII: in a header field, other bytes are read as whatever the reader fancies.
    ///
    /// They occur in strings only, where an escape means the same.
    private static func ascii(_ json: [UInt8]) -> [UInt8] {
        guard json.contains(where: { $0 >= 0x7F }) else { return json }
        var text: [UInt8] = []
        text.reserveCapacity(json.count * 2)
        for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
            if scalar.value < 0x7F {
                text.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                for unit in String(scalar).utf16 {
                    text += "\\u".utf8
                    let digits = String(unit, radix: 16)
                    text += String(repeating: "0", count: 4 - digits.utf8.count).utf8
                    text += digits.utf8
                }
            }
        }
        return text
    }
}
