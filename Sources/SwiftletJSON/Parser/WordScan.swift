/// Looks at eight bytes of text at a time.
///
/// This is the one place that loads wider than a byte. `RawSpan` checks the bounds of each load; the load is marked
/// unsafe only because it forms a value from raw bytes, and every bit pattern is a valid `UInt64`.
enum WordScan {
    static let spaces: UInt64 = 0x2020_2020_2020_2020
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080
    private static let quotes: UInt64 = 0x2222_2222_2222_2222
    private static let backslashes: UInt64 = 0x5c5c_5c5c_5c5c_5c5c

    /// The eight bytes at `offset`, the first one in the lowest bits.
    @inline(__always)
    static func load(_ text: Span<UInt8>, at offset: Int) -> UInt64 {
        let bytes = unsafe text.bytes
        return unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// How many bytes `plainPrefix` looks at.
    static let width = 16

    /// How many of the sixteen bytes from `offset` come before the first that is a quote, a backslash, a control character
    /// or not ASCII.
    ///
    /// Near the end of the text it may be 0 although there are such bytes.
    @inline(__always)
    static func plainPrefix(_ text: Span<UInt8>, from offset: Int) -> Int {
        guard offset &+ width <= text.count else { return 0 }
        let bytes = unsafe text.bytes
        let low = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
        let flags = specials(in: UInt64(littleEndian: low))
        if flags != 0 { return flags.trailingZeroBitCount &>> 3 }
        let high = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset &+ 8, as: UInt64.self)
        return 8 &+ specials(in: UInt64(littleEndian: high)).trailingZeroBitCount &>> 3
    }

    /// A word whose lowest set bit is the top bit of the first special byte.
    ///
    /// A subtraction borrows only from higher bytes, so no byte before a special one is flagged.
    @inline(__always)
    private static func specials(in word: UInt64) -> UInt64 {
        (word | (word &- spaces) | ((word ^ quotes) &- ones) | ((word ^ backslashes) &- ones)) & highBits
    }

    /// How many of the eight bytes at `offset` come before the first backslash.
    @inline(__always)
    static func beforeBackslash(_ text: Span<UInt8>, at offset: Int) -> Int {
        let word = load(text, at: offset) ^ backslashes
        // The lowest flag is exact: a subtraction borrows only from higher bytes.
        return ((word &- ones) & ~word & highBits).trailingZeroBitCount &>> 3
    }

    /// The index of the first byte that is a quote, a backslash or a control character; 8 if there is none.
    @inline(__always)
    static func firstNeedingEscape(in word: UInt64) -> Int {
        // Without the top bit of each byte a byte other than ASCII could look special, so it is masked out at the end.
        let low = word & ~highBits
        let flags =
            ((low | highBits) &- spaces) & (((low ^ quotes) | highBits) &- ones)
            & (((low ^ backslashes) | highBits) &- ones)
        return (~flags & highBits & ~word).trailingZeroBitCount &>> 3
    }

    /// Whether the bytes of `text` at `offset` are those of `other`; the caller has compared the lengths.
    @inline(__always)
    static func matches(_ text: Span<UInt8>, at offset: Int, _ other: Span<UInt8>) -> Bool {
        let count = other.count
        guard count >= 8 else {
            guard count >= 4 else {
                for index in 0..<count where text[offset &+ index] != other[index] { return false }
                return true
            }
            // Two loads that overlap are cheaper than a loop.
            return half(text, at: offset) == half(other, at: 0)
                && half(text, at: offset &+ count &- 4) == half(other, at: count &- 4)
        }
        var index = 0
        while index &+ 8 < count {
            guard load(text, at: offset &+ index) == load(other, at: index) else { return false }
            index &+= 8
        }
        return load(text, at: offset &+ count &- 8) == load(other, at: count &- 8)
    }

    /// Four bytes, to be compared with four others.
    @inline(__always)
    private static func half(_ text: Span<UInt8>, at offset: Int) -> UInt32 {
        let bytes = unsafe text.bytes
        return unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)
    }
}
