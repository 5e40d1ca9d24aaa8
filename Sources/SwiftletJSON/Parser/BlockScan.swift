/// Finds the ends of strings from the text's beginning to its end, one block after the other.
///
/// Where a string starts depends on where the one before it ended, and a processor would wait for each search to end
/// before it begins with the next. Where a block starts depends on no string: blocks are searched ahead of time, and what
/// a string has to wait for is a shift.
struct BlockScan {
    /// The offset behind the block that was searched last.
    private var end = 0

    /// What that block holds, as `WordScan.specials` says it.
    private var specials: UInt64 = 0

    /// The offset of the first byte at or behind `cursor` that is a quote, a backslash, a control character or not ASCII.
    ///
    /// Where the text ends without a whole block it may be an earlier one, before which all bytes are plain. `cursor` may
    /// not decrease from one call to the next.
    @inline(__always)
    mutating func plainEnd(_ text: Span<UInt8>, from cursor: Int) -> Int {
        while cursor >= end {
            guard search(text) else { return cursor }
        }
        // Four bits for each byte; the shift is taken modulo 64, that is a block.
        let rest = specials &>> UInt64(truncatingIfNeeded: (cursor &- end) &* 4)
        if rest != 0 { return cursor &+ rest.trailingZeroBitCount &>> 2 }
        while search(text) {
            if specials != 0 { return end &- WordScan.width &+ specials.trailingZeroBitCount &>> 2 }
        }
        return end
    }

    /// Searches the next block, unless the text ends before it does.
    @inline(__always)
    private mutating func search(_ text: Span<UInt8>) -> Bool {
        guard end &+ WordScan.width <= text.count else { return false }
        specials = WordScan.specials(text, at: end)
        end &+= WordScan.width
        return true
    }
}
