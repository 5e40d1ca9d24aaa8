import Swiftlet
import SwiftletJSON

extension ErrorReport {
    /// The header fields of an error call.
    ///
    /// - Parameter workingDirectory: The working directory to report to X-Ray.
    /// - Returns: The fields, including the constant ones.
    package func headers(workingDirectory: String) -> [(name: String, value: String)] {
        [
            (RuntimeHeader.userAgent, RuntimeHeader.swiftlet),
            (RuntimeHeader.contentType, RuntimeHeader.json),
            (RuntimeHeader.errorType, kind.description),
            (RuntimeHeader.xrayErrorCause, xrayCause(workingDirectory: workingDirectory)),
        ]
    }

    /// The trailers of a streamed response that failed after its start.
    package var trailers: [(name: String, value: String)] {
        var report = self
        report.message = Self.cut(message, to: Self.trailerMessageLimit)
        return [
            (RuntimeHeader.errorType, kind.description),
            (RuntimeHeader.errorBody, Base64.encode(report.json)),
        ]
    }

    /// The error cause for X-Ray: one line of ASCII JSON, truncated to 64 KiB.
    package func xrayCause(workingDirectory: String) -> String {
        var limit = RuntimeLimit.xrayCauseBytes / 2
        while true {
            let line = Self.ascii(xrayCause(workingDirectory: workingDirectory, limit: limit))
            // Escaping can turn one byte into six.
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
        var budget = limit
        for label in stackTrace {
            budget -= label.utf8.count + Self.frameOverhead
            guard budget > 0 else { break }
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
    /// A trailer is a header field, for which servers have lower limits than for a body.
    private static let trailerMessageLimit = 16 * 1024

    /// Escapes all non-ASCII characters: the encoding of other bytes in a header field is undefined.
    ///
    /// They occur only in strings, where an escape sequence is equivalent.
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
