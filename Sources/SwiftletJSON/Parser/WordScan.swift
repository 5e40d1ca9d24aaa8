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

    /// How many bytes `specials` looks at.
    static let width = 16

    /// Which of the sixteen bytes at `offset` are quotes, backslashes, control characters or not ASCII: four bits for each
    /// byte, the first one's lowest, all set if it is one of these.
    ///
    /// The caller has made sure that all sixteen are within the text.
    @inline(__always)
    static func specials(_ text: Span<UInt8>, at offset: Int) -> UInt64 {
        let bytes = unsafe text.bytes
        let block = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: SIMD16<Int8>.self)
        // With their types in full: of vectors whose scalar is inferred, Swift takes the operators that loop over it.
        let space = SIMD16<Int8>(repeating: 0x20)
        let quote = SIMD16<Int8>(repeating: 0x22)
        let backslash = SIMD16<Int8>(repeating: 0x5c)
        // As signed numbers, bytes that are not ASCII are below the control characters.
        let isSpecial: SIMDMask<SIMD16<Int8>> = (block .< space) .| (block .== quote) .| (block .== backslash)
        // A lane of the mask is all ones or zeros. Of two at a time the middle is taken.
        let pairs = unsafe unsafeBitCast(isSpecial, to: SIMD8<UInt16>.self) &>> 4
        return unsafe unsafeBitCast(SIMD8<UInt8>(truncatingIfNeeded: pairs), to: UInt64.self)
    }

    /// Appends those of the eight bytes at `offset` that come before the first backslash, and returns how many they are.
    ///
    /// There is room for all eight.
    @inline(__always)
    static func copyToBackslash(_ text: Span<UInt8>, at offset: Int, into result: inout OutputRawSpan) -> Int {
        let word = load(text, at: offset)
        let difference = word ^ backslashes
        // The lowest flag is exact: a subtraction borrows only from higher bytes.
        let run = ((difference &- ones) & ~difference & highBits).trailingZeroBitCount &>> 3
        // Eight bytes at once and some of them taken back are cheaper than a loop.
        unsafe result.append(word.littleEndian, as: UInt64.self)
        result.removeLast(8 &- run)
        return run
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
        let part = text.extracting(offset..<offset &+ count)
        guard count >= 8 else {
            guard count >= 4 else {
                for index in 0..<count where part[index] != other[index] { return false }
                return true
            }
            // Two loads that overlap are cheaper than a loop.
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

    /// Four bytes, to be compared with four others.
    @inline(__always)
    private static func half(_ text: Span<UInt8>, at offset: Int) -> UInt32 {
        let bytes = unsafe text.bytes
        return unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)
    }
}
