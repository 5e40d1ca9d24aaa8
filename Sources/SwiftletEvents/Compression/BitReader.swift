/// Reads bits of compressed data, least significant bit first
/// ([RFC 1951, section 3.1.1](https://www.rfc-editor.org/rfc/rfc1951#section-3.1.1)).
struct BitReader {
    private let data: [UInt8]
    /// The index of the next byte to load.
    private var next: Int
    private let end: Int
    private var buffer: UInt64 = 0
    private var count = 0

    /// Creates a reader for the bytes in a range of the data.
    init(_ data: [UInt8], in range: Range<Int>) {
        self.data = data
        self.next = range.lowerBound
        self.end = range.upperBound
    }

    /// Loads at least the bits of the longest code with its extra bits, or all that are left.
    private mutating func fill() {
        while count <= 48, next < end {
            buffer |= UInt64(data[next]) &<< UInt64(count)
            next &+= 1
            count &+= 8
        }
    }

    /// The next bits without consuming them, padded with zeros at the end of the data.
    ///
    /// - Parameter length: The number of bits, at most 16.
    /// - Returns: The bits as a number.
    mutating func peek(_ length: Int) -> Int {
        if count < length { fill() }
        return Int(truncatingIfNeeded: buffer & ((1 &<< UInt64(length)) &- 1))
    }

    /// Consumes bits.
    ///
    /// - Throws: `truncated` if fewer bits are left.
    mutating func skip(_ length: Int) throws(InflateError) {
        guard count >= length else { throw .truncated }
        buffer &>>= UInt64(length)
        count &-= length
    }

    /// Reads bits as a number.
    ///
    /// - Parameter length: The number of bits, at most 16.
    /// - Returns: The number.
    /// - Throws: `truncated` if fewer bits are left.
    mutating func bits(_ length: Int) throws(InflateError) -> Int {
        let value = peek(length)
        try skip(length)
        return value
    }

    /// Discards the bits up to the next byte, and returns the index of that byte.
    mutating func alignToByte() -> Int {
        next -= count / 8
        buffer = 0
        count = 0
        return next
    }

    /// Reads bytes after ``alignToByte()``.
    ///
    /// - Throws: `truncated` if fewer bytes are left.
    mutating func bytes(_ length: Int) throws(InflateError) -> ArraySlice<UInt8> {
        guard end - next >= length else { throw .truncated }
        defer { next += length }
        return data[next..<next + length]
    }
}
