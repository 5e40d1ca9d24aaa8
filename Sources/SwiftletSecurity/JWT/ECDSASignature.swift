/// The two forms of an ECDSA signature: JOSE's, which is `r` and `s` side by side, and the DER that OpenSSL speaks.
///
/// See [RFC 7518, section 3.4](https://www.rfc-editor.org/rfc/rfc7518#section-3.4) and
/// [RFC 3279, section 2.2.3](https://www.rfc-editor.org/rfc/rfc3279#section-2.2.3).
enum ECDSASignature {
    /// The DER of a signature in JOSE's form.
    ///
    /// - Parameters:
    ///   - raw: `r` and `s`, each of `fieldSize` bytes.
    ///   - fieldSize: The size of a number of the curve, in bytes.
    /// - Returns: Nil when `raw` has another size.
    static func der(fromRaw raw: [UInt8], fieldSize: Int) -> [UInt8]? {
        guard raw.count == 2 * fieldSize else { return nil }
        let body = integer(raw[..<fieldSize]) + integer(raw[fieldSize...])
        // A body over 127 bytes, on P-521 only, has its length in a byte of its own.
        return [0x30] + (body.count < 0x80 ? [] : [0x81]) + [UInt8(truncatingIfNeeded: body.count)] + body
    }

    /// JOSE's form of a signature in DER.
    ///
    /// - Returns: Nil when `der` is not one strict ECDSA signature whose numbers fit the field.
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

    /// A DER integer: no leading zeros, but for one that keeps a high bit from being read as a sign.
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

        /// The content of the next value, when it has this tag and a length of at most 255.
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
