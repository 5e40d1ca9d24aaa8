package import Logging
import Swiftlet

/// The destination of formatted log records.
package struct LogSink: Sendable {
    /// Writes one record: a line without its line break.
    package typealias Write = @Sendable (_ record: [UInt8], _ level: Logger.Level, _ time: LogTime) -> Void

    let write: Write

    /// Creates a sink from a closure, which may be called from any thread.
    package init(_ write: @escaping Write) {
        self.write = write
    }

    /// Writes each line with one unbuffered `write` call, so that no record is lost when the process crashes.
    package static func lines(to descriptor: Int32) -> LogSink {
        let output = DescriptorOutput(descriptor)
        return LogSink { record, _, _ in
            output.write(record + [UInt8(ascii: "\n")])
        }
    }

    /// Writes each record as a frame of the platform's telemetry pipe.
    package static func frames(to descriptor: Int32, format: LogFormat) -> LogSink {
        let output = DescriptorOutput(descriptor)
        return LogSink { record, level, time in
            output.write(frame(of: record, level: level, time: time, format: format))
        }
    }

    /// A frame: type, length and time, big-endian, then the record.
    static func frame(of record: [UInt8], level: Logger.Level, time: LogTime, format: LogFormat) -> [UInt8] {
        let header = frameHeader(length: record.count, level: level, time: time, format: format)
        var frame: [UInt8] = []
        frame.reserveCapacity(frameHeaderLength + record.count)
        append(header.type, to: &frame)
        append(header.length, to: &frame)
        append(header.time, to: &frame)
        frame += record
        return frame
    }

    /// The size of a frame's header in bytes.
    static let frameHeaderLength = 16

    /// The fields of a frame's header, in order.
    static func frameHeader(
        length: Int,
        level: Logger.Level,
        time: LogTime,
        format: LogFormat
    ) -> (type: UInt32, length: UInt32, time: UInt64) {
        (
            0xA55A_0002 | level.telemetryNumber << 2 | (format == .text ? 1 : 0),
            UInt32(truncatingIfNeeded: length),
            UInt64(bitPattern: time.microseconds)
        )
    }

    private static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
        for shift in stride(from: Number.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> Number(shift)))
        }
    }
}
