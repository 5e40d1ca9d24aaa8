/// Decompresses DEFLATE data ([RFC 1951](https://www.rfc-editor.org/rfc/rfc1951)).
///
/// Events contain few compressed members, so this avoids a dependency on zlib, which every function with events would link.
struct Inflater {
    private var reader: BitReader
    private var output: [UInt8]
    private let limit: Int

    private init(_ reader: BitReader, output: [UInt8], limit: Int) {
        self.reader = reader
        self.output = output
        self.limit = limit
    }

    /// Decompresses one DEFLATE stream.
    ///
    /// - Parameters:
    ///   - data: The data that contains the stream.
    ///   - range: The range of the stream, which may contain other data behind it.
    ///   - output: The array to which the decompressed data is appended.
    ///   - limit: The maximum size of the output, in bytes.
    /// - Returns: The index of the first byte behind the stream.
    /// - Throws: `truncated`, `invalid` or `tooLarge`.
    static func inflate(
        _ data: [UInt8],
        in range: Range<Int>,
        appendingTo output: inout [UInt8],
        limit: Int
    ) throws(InflateError) -> Int {
        var inflater = Inflater(BitReader(data, in: range), output: output, limit: limit)
        // The only reference, so that appending does not copy.
        output = []
        let start = inflater.output.count
        while try !inflater.isLastBlock(start: start) {}
        output = inflater.output
        return inflater.reader.alignToByte()
    }

    private mutating func isLastBlock(start: Int) throws(InflateError) -> Bool {
        let isLast = try reader.bits(1) == 1
        switch try reader.bits(2) {
        case 0: try copyStored()
        case 1: try decode(Self.fixedLiterals.get(), Self.fixedDistances.get(), start: start)
        case 2:
            let (literals, distances) = try dynamicTables()
            try decode(literals, distances, start: start)
        default: throw .invalid
        }
        return isLast
    }

    private mutating func copyStored() throws(InflateError) {
        _ = reader.alignToByte()
        let header = try reader.bytes(4)
        let first = header.startIndex
        let length = Int(header[first]) | Int(header[first + 1]) << 8
        guard length ^ 0xffff == Int(header[first + 2]) | Int(header[first + 3]) << 8 else { throw .invalid }
        guard output.count + length <= limit else { throw .tooLarge }
        output += try reader.bytes(length)
    }

    // MARK: - Compressed blocks

    private mutating func decode(
        _ literals: HuffmanTable,
        _ distances: HuffmanTable,
        start: Int
    ) throws(InflateError) {
        while true {
            let symbol = try literals.symbol(from: &reader)
            if symbol < 256 {
                guard output.count < limit else { throw .tooLarge }
                output.append(UInt8(symbol))
                continue
            }
            if symbol == 256 { return }
            guard symbol < 257 + Self.lengths.count else { throw .invalid }
            let (shortest, lengthBits) = Self.lengths[symbol - 257]
            let length = shortest + (try reader.bits(lengthBits))
            let distanceSymbol = try distances.symbol(from: &reader)
            guard distanceSymbol < Self.distances.count else { throw .invalid }
            let (nearest, distanceBits) = Self.distances[distanceSymbol]
            let distance = nearest + (try reader.bits(distanceBits))
            guard distance <= output.count - start else { throw .invalid }
            guard output.count + length <= limit else { throw .tooLarge }
            // The source may overlap the bytes that are appended.
            let source = output.count - distance
            for index in source..<source + length { output.append(output[index]) }
        }
    }

    private mutating func dynamicTables() throws(InflateError) -> (literals: HuffmanTable, distances: HuffmanTable) {
        let literalCount = try reader.bits(5) + 257
        let distanceCount = try reader.bits(5) + 1
        let codeCount = try reader.bits(4) + 4
        guard literalCount <= 286, distanceCount <= 30 else { throw .invalid }
        var codeLengths = [UInt8](repeating: 0, count: 19)
        for symbol in Self.codeLengthOrder.prefix(codeCount) { codeLengths[symbol] = UInt8(try reader.bits(3)) }
        let codes = try HuffmanTable(lengths: codeLengths)
        var lengths: [UInt8] = []
        lengths.reserveCapacity(literalCount + distanceCount)
        while lengths.count < literalCount + distanceCount {
            let symbol = try codes.symbol(from: &reader)
            switch symbol {
            case 0...15: lengths.append(UInt8(symbol))
            case 16:
                guard let previous = lengths.last else { throw .invalid }
                lengths += repeatElement(previous, count: 3 + (try reader.bits(2)))
            case 17: lengths += repeatElement(0, count: 3 + (try reader.bits(3)))
            default: lengths += repeatElement(0, count: 11 + (try reader.bits(7)))
            }
        }
        // A block without an end-of-block symbol never ends.
        guard lengths.count == literalCount + distanceCount, lengths[256] > 0 else { throw .invalid }
        return (
            try HuffmanTable(lengths: lengths[..<literalCount]), try HuffmanTable(lengths: lengths[literalCount...])
        )
    }

    // MARK: - Constants

    private static let codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    /// The shortest length and the number of extra bits of the symbols from 257.
    private static let lengths: [(Int, Int)] = [
        (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0), (10, 0), (11, 1), (13, 1), (15, 1), (17, 1), (19, 2),
        (23, 2), (27, 2), (31, 2), (35, 3), (43, 3), (51, 3), (59, 3), (67, 4), (83, 4), (99, 4), (115, 4), (131, 5),
        (163, 5), (195, 5), (227, 5), (258, 0),
    ]

    /// The shortest distance and the number of extra bits of the distance symbols.
    private static let distances: [(Int, Int)] = [
        (1, 0), (2, 0), (3, 0), (4, 0), (5, 1), (7, 1), (9, 2), (13, 2), (17, 3), (25, 3), (33, 4), (49, 4), (65, 5),
        (97, 5), (129, 6), (193, 6), (257, 7), (385, 7), (513, 8), (769, 8), (1025, 9), (1537, 9), (2049, 10),
        (3073, 10), (4097, 11), (6145, 11), (8193, 12), (12289, 12), (16385, 13), (24577, 13),
    ]

    private static let fixedLiterals = table {
        var lengths = [UInt8](repeating: 8, count: 144)
        lengths += repeatElement(9, count: 112)
        lengths += repeatElement(7, count: 24)
        lengths += repeatElement(8, count: 8)
        return lengths
    }

    private static let fixedDistances = table { [UInt8](repeating: 5, count: 32) }

    private static func table(_ lengths: () -> [UInt8]) -> Result<HuffmanTable, InflateError> {
        do throws(InflateError) {
            return .success(try HuffmanTable(lengths: lengths()))
        } catch {
            return .failure(error)
        }
    }
}
