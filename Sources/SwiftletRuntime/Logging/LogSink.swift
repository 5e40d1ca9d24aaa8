package import Logging
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Where finished log lines go.
package struct LogSink: Sendable {
    /// Takes one record: a line without its line break.
    package typealias Write = @Sendable (_ record: [UInt8], _ level: Logger.Level, _ time: LogTime) -> Void

    let write: Write

    /// Makes a sink of a closure, which may be called from any thread.
    package init(_ write: @escaping Write) {
        self.write = write
    }

    /// Writes each line with one unbuffered `write` call: what is logged is out even if the process dies the next moment.
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
        let type = 0xA55A_0002 | level.telemetryNumber << 2 | (format == .text ? 1 : 0)
        var frame: [UInt8] = []
        frame.reserveCapacity(16 + record.count)
        append(type, to: &frame)
        append(UInt32(truncatingIfNeeded: record.count), to: &frame)
        append(UInt64(bitPattern: time.microseconds), to: &frame)
        frame += record
        return frame
    }

    private static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
        for shift in stride(from: Number.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> Number(shift)))
        }
    }
}

/// A descriptor that takes whole records, one after the other.
private final class DescriptorOutput: Sendable {
    /// Held while a record is written: the kernel keeps only short ones in one piece.
    private let descriptor: Mutex<Int32>

    init(_ descriptor: Int32) {
        self.descriptor = Mutex(descriptor)
    }

    /// Writes all bytes.
    ///
    /// What a broken descriptor does not take is lost: there is nowhere to complain.
    func write(_ bytes: [UInt8]) {
        descriptor.withLock { descriptor in
            unsafe bytes.withUnsafeBytes { buffer in
                var written = 0
                while written < buffer.count {
                    let count = unsafe systemWrite(
                        descriptor,
                        UnsafeRawBufferPointer(rebasing: buffer[written...])
                    )
                    if count > 0 {
                        written += count
                    } else if errno == EAGAIN {
                        // Someone made the pipe non-blocking. A log line is worth a short wait.
                        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                        guard unsafe poll(&wait, 1, 1000) > 0 else { return }
                    } else if errno != EINTR {
                        return
                    }
                }
            }
        }
    }
}

/// The system's call, which the method above hides.
private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    unsafe write(descriptor, buffer.baseAddress, buffer.count)
}
