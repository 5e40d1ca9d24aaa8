import Logging
import SwiftletJSON

/// A log record, before it is formatted.
struct LogRecord {
    var event: LogEvent
    var time: LogTime
    var label: String
    var invocation: RuntimeLogHandler.Invocation?
    var metadata: Logger.Metadata

    /// The keys of the platform's log format.
    ///
    /// Metadata with the same key is prefixed with `metadata.`.
    private static let reserved: Set<String> = [
        "timestamp", "level", "message", "logger", "requestId", "traceId", "tenantId",
        "correlationId", "coldStart", "errorType", "errorMessage", "stackTrace", "location",
    ]

    /// The record as one JSON object.
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("timestamp")
        writer.string(time.text)
        writer.key("level")
        writer.string(event.level.platformName)
        writer.key("message")
        writer.string(event.message.description)
        writer.key("logger")
        writer.string(label)
        if let invocation { Self.write(invocation, to: &writer) }
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            writer.key(Self.reserved.contains(key) ? "metadata." + key : key)
            Self.write(value, to: &writer)
        }
        if let error = event.error {
            writer.key("errorType")
            writer.string(ErrorReport.typeName(of: error))
            writer.key("errorMessage")
            writer.string(String(describing: error))
            writer.key("stackTrace")
            writer.beginArray()
            writer.endArray()
            writer.key("location")
            writer.string("\(event.file):\(event.line) \(event.function)")
        }
        writer.endObject()
        return writer.finish()
    }

    private static func write(_ invocation: RuntimeLogHandler.Invocation, to writer: inout JSONWriter) {
        writer.key("requestId")
        writer.string(invocation.requestID)
        if let traceID = invocation.traceID {
            writer.key("traceId")
            writer.string(traceID)
        }
        if let tenantID = invocation.tenantID {
            writer.key("tenantId")
            writer.string(tenantID)
        }
        if let correlationID = invocation.correlationID {
            writer.key("correlationId")
            writer.string(correlationID)
        }
        if invocation.isColdStart {
            writer.key("coldStart")
            writer.bool(true)
        }
    }

    private static func write(_ value: Logger.MetadataValue, to writer: inout JSONWriter) {
        switch value {
        case .string(let text):
            writer.string(text)
        case .stringConvertible(let value):
            write(value, to: &writer)
        case .array(let values):
            writer.beginArray()
            for value in values { write(value, to: &writer) }
            writer.endArray()
        case .dictionary(let values):
            writer.beginObject()
            for (key, value) in values.sorted(by: { $0.key < $1.key }) {
                writer.key(key)
                write(value, to: &writer)
            }
            writer.endObject()
        }
    }

    /// Writes a number or a Boolean as such, and any other value as text.
    private static func write(_ value: any CustomStringConvertible, to writer: inout JSONWriter) {
        switch value {
        case let value as Bool: writer.bool(value)
        case let value as any FixedWidthInteger: writer.int(value)
        case let value as Double:
            do {
                try writer.double(value)
            } catch {
                // JSON has no infinity.
                writer.string(value.description)
            }
        default: writer.string(value.description)
        }
    }

    /// Level, time, request id and message, separated by tabs, as in the platform's own runtimes; then the rest.
    var text: [UInt8] {
        var line = "[\(event.level.platformName)]\t\(time.text)\t\(invocation?.requestID ?? "")\t\(event.message)"
        if let correlationID = invocation?.correlationID { line += " correlationId=\(correlationID)" }
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            line += " \(key)=\(value)"
        }
        if let error = event.error {
            line += " errorType=\(ErrorReport.typeName(of: error)) errorMessage=\(String(describing: error))"
            line += " location=\(event.file):\(event.line)"
        }
        return Self.escapingLineBreaks(line)
    }

    /// Escapes line breaks: otherwise an input could inject a forged record.
    private static func escapingLineBreaks(_ line: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(line.utf8.count)
        for byte in line.utf8 {
            switch byte {
            case UInt8(ascii: "\n"): bytes += "\\n".utf8
            case UInt8(ascii: "\r"): bytes += "\\r".utf8
            case 0..<0x20 where byte != UInt8(ascii: "\t"), 0x7F: bytes.append(UInt8(ascii: "?"))
            default: bytes.append(byte)
            }
        }
        return bytes
    }
}
