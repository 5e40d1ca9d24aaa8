/// Conversion of JSON text to UTF-8 without a byte order mark.
///
/// RFC 8259, section 8.1 allows parsers to ignore the mark, which .NET and PowerShell write. The encoding is detected as by
/// [Python's `json.loads`](https://docs.python.org/3/library/json.html#json.loads), and thus FastAPI: from the mark, or from
/// the NUL bytes around the first character, which is always ASCII in JSON.
package enum JSONText {
    private enum Encoding {
        case utf8
        case utf16(isBigEndian: Bool)
        case utf32(isBigEndian: Bool)
    }

    /// Converts text to UTF-8; malformed text is returned unchanged, for the parser to reject.
    package static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        let (encoding, mark) = encoding(of: bytes)
        let text = bytes[mark...]
        let scalars: [Unicode.Scalar]?
        switch encoding {
        case .utf8: return mark == 0 ? bytes : Array(text)
        case .utf16(let isBigEndian): scalars = units(text, width: 2, isBigEndian).flatMap(utf16)
        case .utf32(let isBigEndian): scalars = units(text, width: 4, isBigEndian).flatMap(utf32)
        }
        guard let scalars else { return bytes }
        var string = String.UnicodeScalarView()
        string.append(contentsOf: scalars)
        return Array(String(string).utf8)
    }

    /// The encoding and the length of the byte order mark in bytes.
    private static func encoding(of bytes: [UInt8]) -> (Encoding, mark: Int) {
        // Fast path: nearly all text begins with two ASCII characters.
        if bytes.count > 1, 0x01...0x7f ~= bytes[0], bytes[1] != 0 { return (.utf8, 0) }
        if bytes.starts(with: [0x00, 0x00, 0xfe, 0xff]) { return (.utf32(isBigEndian: true), 4) }
        if bytes.starts(with: [0xff, 0xfe, 0x00, 0x00]) { return (.utf32(isBigEndian: false), 4) }
        if bytes.starts(with: [0xfe, 0xff]) { return (.utf16(isBigEndian: true), 2) }
        if bytes.starts(with: [0xff, 0xfe]) { return (.utf16(isBigEndian: false), 2) }
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { return (.utf8, 3) }
        if bytes.count >= 4 {
            if bytes[0] == 0 {
                return (bytes[1] == 0 ? .utf32(isBigEndian: true) : .utf16(isBigEndian: true), 0)
            }
            if bytes[1] == 0 {
                let isWide = bytes[2] == 0 && bytes[3] == 0
                return (isWide ? .utf32(isBigEndian: false) : .utf16(isBigEndian: false), 0)
            }
        } else if bytes.count == 2 {
            if bytes[0] == 0 { return (.utf16(isBigEndian: true), 0) }
            if bytes[1] == 0 { return (.utf16(isBigEndian: false), 0) }
        }
        return (.utf8, 0)
    }

    /// The code units, or `nil` if the last one is truncated.
    private static func units(_ bytes: ArraySlice<UInt8>, width: Int, _ isBigEndian: Bool) -> [UInt32]? {
        guard bytes.count % width == 0 else { return nil }
        return stride(from: bytes.startIndex, to: bytes.endIndex, by: width)
            .map { start in
                (0..<width)
                    .reduce(UInt32(0)) { unit, position in
                        unit << 8 | UInt32(bytes[start + (isBigEndian ? position : width - 1 - position)])
                    }
            }
    }

    /// The scalars of UTF-32 code units, or `nil` if one is invalid.
    private static func utf32(_ units: [UInt32]) -> [Unicode.Scalar]? {
        let scalars = units.compactMap(Unicode.Scalar.init)
        return scalars.count == units.count ? scalars : nil
    }

    /// The scalars of UTF-16 code units, or `nil` if there is an unpaired surrogate.
    private static func utf16(_ units: [UInt32]) -> [Unicode.Scalar]? {
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(units.count)
        var codec = UTF16()
        var source = units.lazy.map { UInt16(truncatingIfNeeded: $0) }.makeIterator()
        while true {
            switch codec.decode(&source) {
            case .scalarValue(let scalar): scalars.append(scalar)
            case .emptyInput: return scalars
            case .error: return nil
            }
        }
    }
}
