import Glibc
import SwiftletJSON

/// A time stamp of the log and the runtime API.
package struct LogTime: Hashable, Sendable {
    /// Microseconds since 1970, UTC.
    package var microseconds: Int64

    /// Creates a time stamp.
    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// The current time of the system clock.
    ///
    /// Not a `WallClock`: its `Date` is a floating-point number of seconds, which would have to be converted for every log
    /// record, and reading it is not safe in a signal handler.
    package static var now: LogTime {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return LogTime(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    /// The time to the millisecond by [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339), in UTC: `2026-01-31T23:59:59.123Z`.
    package var text: String {
        unsafe String(unsafeUninitializedCapacity: Self.textLength) { buffer in
            guard let start = buffer.baseAddress else { return 0 }
            unsafe write(to: start)
            return Self.textLength
        }
    }

    /// The length of ``text`` in bytes.
    static let textLength = 24

    /// Writes ``text`` to memory for ``textLength`` bytes.
    ///
    /// It allocates nothing: a signal handler may call it.
    @unsafe func write(to start: UnsafeMutablePointer<UInt8>) {
        let milliseconds = Int(microseconds).dividedRoundingDown(by: 1000).quotient
        let (days, timeOfDay) = milliseconds.dividedRoundingDown(by: 86_400_000)
        let date = CivilDate(daysSince1970: days)
        unsafe Self.write(date.year, digits: 4, before: UInt8(ascii: "-"), to: start)
        unsafe Self.write(date.month, digits: 2, before: UInt8(ascii: "-"), to: start + 5)
        unsafe Self.write(date.day, digits: 2, before: UInt8(ascii: "T"), to: start + 8)
        unsafe Self.write(timeOfDay / 3_600_000, digits: 2, before: UInt8(ascii: ":"), to: start + 11)
        unsafe Self.write(timeOfDay / 60_000 % 60, digits: 2, before: UInt8(ascii: ":"), to: start + 14)
        unsafe Self.write(timeOfDay / 1000 % 60, digits: 2, before: UInt8(ascii: "."), to: start + 17)
        unsafe Self.write(timeOfDay % 1000, digits: 3, before: UInt8(ascii: "Z"), to: start + 20)
    }

    @unsafe private static func write(
        _ value: Int,
        digits: Int,
        before end: UInt8,
        to start: UnsafeMutablePointer<UInt8>
    ) {
        var rest = value
        var index = digits
        unsafe start[index] = end
        while index > 0 {
            index -= 1
            unsafe start[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
