/// Scans eight or sixteen bytes of text at a time.
///
/// The only code that loads more than a byte. `RawSpan` checks the bounds of each load; it is marked unsafe only because
/// it forms a value from raw bytes, and every bit pattern is a valid `UInt64`.
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

    /// The number of bytes that `specials` scans.
    static let width = 16

    /// A mask of the quotes, backslashes, control characters and non-ASCII bytes among the sixteen bytes at `offset`: four
    /// bits per byte, the first byte's lowest.
    ///
    /// All sixteen bytes must be within the text.
    @inline(__always)
    static func specials(_ text: Span<UInt8>, at offset: Int) -> UInt64 {
        let bytes = unsafe text.bytes
        let block = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: SIMD16<Int8>.self)
        // Explicit types: with an inferred scalar type Swift selects generic operators that loop over the elements.
        let space = SIMD16<Int8>(repeating: 0x20)
        let quote = SIMD16<Int8>(repeating: 0x22)
        let backslash = SIMD16<Int8>(repeating: 0x5c)
        // As signed numbers, non-ASCII bytes are less than the control characters.
        let isSpecial: SIMDMask<SIMD16<Int8>> = (block .< space) .| (block .== quote) .| (block .== backslash)
        // A lane of the mask is all ones or zeros: narrow two lanes to their middle byte.
        let pairs = unsafe unsafeBitCast(isSpecial, to: SIMD8<UInt16>.self) &>> 4
        return unsafe unsafeBitCast(SIMD8<UInt8>(truncatingIfNeeded: pairs), to: UInt64.self)
    }

    /// Appends those of the eight bytes at `offset` before the first backslash, and returns their number.
    ///
    /// `result` must have capacity for all eight.
    @inline(__always)
    static func copyToBackslash(_ text: Span<UInt8>, at offset: Int, into result: inout OutputRawSpan) -> Int {
        let word = load(text, at: offset)
        let difference = word ^ backslashes
        // The lowest flag is exact: a subtraction borrows only from higher bytes.
        let run = ((difference &- ones) & ~difference & highBits).trailingZeroBitCount &>> 3
        // Appending eight bytes and removing some is cheaper than a loop.
        unsafe result.append(word.littleEndian, as: UInt64.self)
        result.removeLast(8 &- run)
        return run
    }

    /// The index of the first byte that is a quote, a backslash or a control character; 8 if there is none.
    @inline(__always)
    static func firstNeedingEscape(in word: UInt64) -> Int {
        // Without its top bit a non-ASCII byte could look special, so those are masked out at the end.
        let low = word & ~highBits
        let flags =
            ((low | highBits) &- spaces) & (((low ^ quotes) | highBits) &- ones)
            & (((low ^ backslashes) | highBits) &- ones)
        return (~flags & highBits & ~word).trailingZeroBitCount &>> 3
    }

    /// Whether the bytes of `text` at `offset` equal those of `other`, which have the same length.
    @inline(__always)
    static func matches(_ text: Span<UInt8>, at offset: Int, _ other: Span<UInt8>) -> Bool {
        let count = other.count
        let part = text.extracting(offset..<offset &+ count)
        guard count >= 8 else {
            guard count >= 4 else {
                for index in 0..<count where part[index] != other[index] { return false }
                return true
            }
            // Two overlapping loads are cheaper than a loop.
            return half(part, at: 0) == half(other, at: 0)
                && half(part, at: count &- 4) == half(other, at: count &- 4)
        }
        var index = 0
        while index &+ 8 < count {
            guard load(part, at: index) == load(other, at: index) else { return false }
            index &+= 8
        }
        return load(part, at: count &- 8) == load(other, at: count &- 8)
    }

    /// Loads four bytes.
    @inline(__always)
    private static func half(_ text: Span<UInt8>, at offset: Int) -> UInt32 {
        let bytes = unsafe text.bytes
        return unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)
    }
}
