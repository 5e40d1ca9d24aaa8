/// Conversion between the two encodings of an ECDSA signature: JOSE's concatenation of `r` and `s`, and OpenSSL's DER.
///
/// See [RFC 7518, section 3.4](https://www.rfc-editor.org/rfc/rfc7518#section-3.4) and
/// [RFC 3279, section 2.2.3](https://www.rfc-editor.org/rfc/rfc3279#section-2.2.3).
enum ECDSASignature {
    /// Converts a signature from JOSE's encoding to DER.
    ///
    /// - Parameters:
    ///   - raw: `r` and `s`, each of `fieldSize` bytes.
    ///   - fieldSize: The size of a field element of the curve, in bytes.
    /// - Returns: The DER encoding, or `nil` if `raw` has another size.
    static func der(fromRaw raw: [UInt8], fieldSize: Int) -> [UInt8]? {
        guard raw.count == 2 * fieldSize else { return nil }
        let body = integer(raw[..<fieldSize]) + integer(raw[fieldSize...])
        // A body over 127 bytes, which occurs on P-521 only, needs a second length byte.
        return [0x30] + (body.count < 0x80 ? [] : [0x81]) + [UInt8(truncatingIfNeeded: body.count)] + body
    }

    /// Converts a signature from DER to JOSE's encoding.
    ///
    /// - Returns: `r` and `s`, or `nil` if `der` is not a single strict ECDSA signature whose numbers fit the field.
    static func raw(fromDER der: [UInt8], fieldSize: Int) -> [UInt8]? {
        var reader = Reader(bytes: der[...])
        guard let body = reader.value(tag: 0x30), reader.bytes.isEmpty else { return nil }
        var numbers = Reader(bytes: body)
        guard
            let r = numbers.value(tag: 0x02).flatMap({ padded($0, to: fieldSize) }),
            let s = numbers.value(tag: 0x02).flatMap({ padded($0, to: fieldSize) }),
            numbers.bytes.isEmpty
        else { return nil }
        return r + s
    }

    /// Encodes a DER integer: without leading zeros, except one before a high bit, which would be the sign.
    private static func integer(_ number: ArraySlice<UInt8>) -> [UInt8] {
        var digits = number.drop { $0 == 0 }
        if digits.first.map({ $0 >= 0x80 }) ?? true {
            digits.insert(0, at: digits.startIndex)
        }
        return [0x02, UInt8(truncatingIfNeeded: digits.count)] + digits
    }

    private static func padded(_ integer: ArraySlice<UInt8>, to size: Int) -> [UInt8]? {
        guard let first = integer.first, first < 0x80 else { return nil }
        let digits = integer.drop { $0 == 0 }
        guard digits.count <= size else { return nil }
        return [UInt8](repeating: 0, count: size - digits.count) + digits
    }

    private struct Reader {
        var bytes: ArraySlice<UInt8>

        /// Reads the content of the next value, if it has this tag and a length of at most 255.
        mutating func value(tag: UInt8) -> ArraySlice<UInt8>? {
            guard bytes.popFirst() == tag, var length = bytes.popFirst().map(Int.init) else { return nil }
            if length >= 0x80 {
                guard length == 0x81, let next = bytes.popFirst(), next >= 0x80 else { return nil }
                length = Int(next)
            }
            guard bytes.count >= length else { return nil }
            defer { bytes.removeFirst(length) }
            return bytes.prefix(length)
        }
    }
}
