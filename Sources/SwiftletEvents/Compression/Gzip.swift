/// Decompresses gzip data ([RFC 1952](https://www.rfc-editor.org/rfc/rfc1952)) and zlib data
/// ([RFC 1950](https://www.rfc-editor.org/rfc/rfc1950)).
enum Gzip {
    /// Decompresses data and verifies its checksum.
    ///
    /// - Parameters:
    ///   - data: The compressed data: one or more gzip members, or one zlib stream.
    ///   - limit: The maximum size of the decompressed data, in bytes.
    /// - Returns: The decompressed data.
    /// - Throws: ``InflateError``.
    static func decompress(_ data: [UInt8], limit: Int) throws(InflateError) -> [UInt8] {
        if data.starts(with: [0x1f, 0x8b]) { return try members(data, limit: limit) }
        guard data.count >= 2, data[0] & 0x0f == 8, (Int(data[0]) << 8 | Int(data[1])) % 31 == 0 else {
            throw .unknownFormat
        }
        return try zlibStream(data, limit: limit)
    }

    // MARK: - gzip

    private static func members(_ data: [UInt8], limit: Int) throws(InflateError) -> [UInt8] {
        var output: [UInt8] = []
        // Text usually compresses to less than a quarter.
        output.reserveCapacity(min(limit, data.count * 4))
        var index = 0
        repeat {
            let start = output.count
            index = try headerEnd(data, from: index)
            index = try Inflater.inflate(data, in: index..<data.count, appendingTo: &output, limit: limit)
            let checksum = try littleEndian(data, at: index)
            let size = try littleEndian(data, at: index + 4)
            guard checksum == CRC32.checksum(of: output[start...]),
                size == UInt32(truncatingIfNeeded: output.count - start)
            else { throw .invalid }
            index += 8
        } while index < data.count
        return output
    }

    /// The index of the first byte behind the header of a member.
    private static func headerEnd(_ data: [UInt8], from start: Int) throws(InflateError) -> Int {
        guard data.count - start >= 10 else { throw .truncated }
        let flags = data[start + 3]
        guard data[start] == 0x1f, data[start + 1] == 0x8b, data[start + 2] == 8, flags & 0xe0 == 0 else {
            throw .invalid
        }
        var index = start + 10
        // FEXTRA
        if flags & 4 != 0 {
            guard data.count - index >= 2 else { throw .truncated }
            index += 2 + (Int(data[index]) | Int(data[index + 1]) << 8)
        }
        // FNAME and FCOMMENT
        for flag in [8, 16] as [UInt8] where flags & flag != 0 {
            guard index < data.count, let end = data[index...].firstIndex(of: 0) else { throw .truncated }
            index = end + 1
        }
        // FHCRC
        if flags & 2 != 0 { index += 2 }
        guard index <= data.count else { throw .truncated }
        return index
    }

    private static func littleEndian(_ data: [UInt8], at index: Int) throws(InflateError) -> UInt32 {
        guard data.count - index >= 4 else { throw .truncated }
        return data[index..<index + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    // MARK: - zlib

    private static func zlibStream(_ data: [UInt8], limit: Int) throws(InflateError) -> [UInt8] {
        // A preset dictionary.
        guard data[1] & 0x20 == 0 else { throw .invalid }
        var output: [UInt8] = []
        output.reserveCapacity(min(limit, data.count * 4))
        let end = try Inflater.inflate(data, in: 2..<data.count, appendingTo: &output, limit: limit)
        guard data.count - end >= 4 else { throw .truncated }
        guard data[end..<end + 4].reduce(0, { $0 << 8 | UInt32($1) }) == adler32(of: output) else { throw .invalid }
        return output
    }

    private static func adler32(of bytes: [UInt8]) -> UInt32 {
        var low: UInt32 = 1
        var high: UInt32 = 0
        for byte in bytes {
            low = (low &+ UInt32(byte)) % 65_521
            high = (high &+ low) % 65_521
        }
        return high << 16 | low
    }
}
