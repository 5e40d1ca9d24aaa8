/// Finds the ends of strings by scanning the text block by block.
///
/// The start of a string depends on the end of the previous one, which would serialize the searches. The start of a block
/// depends on no string: the processor scans blocks ahead, and a string only waits for a shift.
struct BlockScan {
    /// The offset after the last scanned block.
    private var end = 0

    /// The special bytes of that block, from `WordScan.specials`.
    private var specials: UInt64 = 0

    /// The offset of the first byte at or after `cursor` that is a quote, a backslash, a control character or not ASCII.
    ///
    /// At an incomplete last block it may be an earlier offset, before which all bytes are plain. `cursor` must
    /// not decrease from one call to the next.
    @inline(__always)
    mutating func plainEnd(_ text: Span<UInt8>, from cursor: Int) -> Int {
        while cursor >= end {
            guard search(text) else { return cursor }
        }
        // Four bits per byte; the shift is modulo 64, the bits of a block.
        let rest = specials &>> UInt64(truncatingIfNeeded: (cursor &- end) &* 4)
        if rest != 0 { return cursor &+ rest.trailingZeroBitCount &>> 2 }
        while search(text) {
            if specials != 0 { return end &- WordScan.width &+ specials.trailingZeroBitCount &>> 2 }
        }
        return end
    }

    /// Scans the next block, unless it is incomplete.
    @inline(__always)
    private mutating func search(_ text: Span<UInt8>) -> Bool {
        guard end &+ WordScan.width <= text.count else { return false }
        specials = WordScan.specials(text, at: end)
        end &+= WordScan.width
        return true
    }
}
