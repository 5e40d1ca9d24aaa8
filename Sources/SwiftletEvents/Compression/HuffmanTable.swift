/// A canonical Huffman code ([RFC 1951, section 3.2.2](https://www.rfc-editor.org/rfc/rfc1951#section-3.2.2)).
///
/// Codes of up to ``directBits`` bits are looked up at once, longer ones bit by bit. The table is small, because a hostile
/// block can define a code with few bytes of data.
struct HuffmanTable {
    private static let directBits = 9
    private static let longestCode = 15

    /// For the next bits, a symbol and the length of its code in the lower four bits; 0 for longer or invalid codes.
    private var direct: [UInt16]
    /// The number of codes of each length.
    private var counts: [Int]
    /// The symbols, ordered by their codes.
    private var symbols: [UInt16]

    /// Creates a code from the code length of each symbol, 0 for unused symbols.
    ///
    /// - Throws: `invalid` if the lengths are not those of a prefix code. An incomplete code is only valid with a single
    ///   symbol, or without any.
    init(lengths: some Collection<UInt8>) throws(InflateError) {
        counts = Array(repeating: 0, count: Self.longestCode + 1)
        for length in lengths { counts[Int(length)] += 1 }
        counts[0] = 0
        var unused = 1
        var offsets = [0]
        for length in 1...Self.longestCode {
            unused = unused * 2 - counts[length]
            guard unused >= 0 else { throw .invalid }
            offsets.append(offsets[length - 1] + counts[length - 1])
        }
        let used = offsets[Self.longestCode] + counts[Self.longestCode]
        guard unused == 0 || used <= 1 else { throw .invalid }
        symbols = Array(repeating: 0, count: used)
        direct = Array(repeating: 0, count: 1 << Self.directBits)
        for (symbol, length) in lengths.enumerated() where length > 0 {
            symbols[offsets[Int(length)]] = UInt16(symbol)
            offsets[Int(length)] += 1
        }
        fillDirect()
    }

    private mutating func fillDirect() {
        var code = 0
        var index = 0
        for length in 1...Self.directBits {
            for _ in 0..<counts[length] {
                // Codes are packed starting with their most significant bit.
                var reversed = 0
                for bit in 0..<length where code >> bit & 1 == 1 { reversed |= 1 << (length - 1 - bit) }
                let entry = symbols[index] << 4 | UInt16(length)
                for prefix in stride(from: reversed, to: direct.count, by: 1 << length) { direct[prefix] = entry }
                code += 1
                index += 1
            }
            code <<= 1
        }
    }

    /// Reads one symbol.
    ///
    /// - Throws: `invalid` if no symbol has the code, or `truncated` at the end of the data.
    func symbol(from reader: inout BitReader) throws(InflateError) -> Int {
        let entry = direct[reader.peek(Self.directBits)]
        if entry != 0 {
            try reader.skip(Int(entry & 15))
            return Int(entry &>> 4)
        }
        let bits = reader.peek(Self.longestCode)
        var code = 0
        var first = 0
        var index = 0
        for length in 1...Self.longestCode {
            code |= bits >> (length - 1) & 1
            let count = counts[length]
            if code - first < count {
                try reader.skip(length)
                return Int(symbols[index + code - first])
            }
            index += count
            first = (first + count) << 1
            code <<= 1
        }
        try reader.skip(Self.longestCode)
        throw .invalid
    }
}
