/// A line built in preallocated memory, for a signal handler: nothing here allocates.
@safe struct FatalLine: ~Copyable {
    let start: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    private(set) var length = 0

    @unsafe init(_ start: UnsafeMutablePointer<UInt8>, capacity: Int) {
        unsafe self.start = unsafe start
        self.capacity = capacity
    }

    /// Skips `count` bytes, which ``write(_:at:)`` fills in later.
    mutating func skip(_ count: Int) {
        length = min(capacity, length + count)
    }

    /// Appends a text; omitted if it does not fit.
    mutating func append(_ text: StaticString) {
        unsafe append(text.utf8Start, count: text.utf8CodeUnitCount)
    }

    /// Appends bytes; omitted if it does not fit.
    @unsafe mutating func append(_ bytes: UnsafePointer<UInt8>, count: Int) {
        guard length + count <= capacity else { return }
        unsafe (start + length).update(from: bytes, count: count)
        length += count
    }

    /// Appends an RFC 3339 time; omitted if it does not fit.
    mutating func append(_ time: LogTime) {
        guard length + LogTime.textLength <= capacity else { return }
        unsafe time.write(to: start + length)
        length += LogTime.textLength
    }

    /// Writes a big-endian number over skipped bytes.
    mutating func write<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
        var index = Number.bitWidth / 8
        guard offset + index <= length else { return }
        var rest = number
        while index > 0 {
            index -= 1
            unsafe start[offset + index] = UInt8(truncatingIfNeeded: rest)
            rest >>= 8
        }
    }
}
