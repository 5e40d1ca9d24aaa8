/// The 64 characters of one base64 variant, with the conversion that all variants share.
///
/// Decoding is strict: characters of the alphabet only, no padding, no white space, and no stray bits after the last
/// byte. So one byte string has exactly one text, and a token cannot be altered without altering its bytes.
struct Base64Alphabet: Sendable {
    /// The character for each six-bit value.
    private let characters: [UInt8]
    /// The six-bit value of each character; `invalid` for any other byte.
    private let values: [UInt8]

    private static let invalid: UInt8 = 0xFF

    /// The alphabet of RFC 4648, section 4.
    static let standard = Base64Alphabet(last: "+/")
    /// The alphabet of RFC 4648, section 5: safe in URLs.
    static let url = Base64Alphabet(last: "-_")
    /// The alphabet of passlib's hashes: `.` where the standard has `+`.
    static let passlib = Base64Alphabet(last: "./")

    private init(last: StaticString) {
        var characters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
        characters += Array(last.description.utf8)
        var values = [UInt8](repeating: Self.invalid, count: 256)
        for (value, character) in characters.enumerated() {
            values[Int(character)] = UInt8(value)
        }
        self.characters = characters
        self.values = values
    }

    /// Appends the text of `bytes`, without padding.
    func encode(_ bytes: Span<UInt8>, into text: inout [UInt8]) {
        let tail = bytes.count % 3
        let whole = bytes.count - tail
        var position = text.count
        text.append(contentsOf: repeatElement(0, count: whole / 3 * 4 + (tail == 0 ? 0 : tail + 1)))
        var output = text.mutableSpan
        var index = 0
        while index < whole {
            let bits = UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
            output[position] = characters[Int(bits >> 18)]
            output[position + 1] = characters[Int(bits >> 12 & 63)]
            output[position + 2] = characters[Int(bits >> 6 & 63)]
            output[position + 3] = characters[Int(bits & 63)]
            index += 3
            position += 4
        }
        guard tail > 0 else { return }
        let bits = UInt32(bytes[index]) << 16 | (tail == 2 ? UInt32(bytes[index + 1]) << 8 : 0)
        output[position] = characters[Int(bits >> 18)]
        output[position + 1] = characters[Int(bits >> 12 & 63)]
        if tail == 2 {
            output[position + 2] = characters[Int(bits >> 6 & 63)]
        }
    }

    /// The bytes that `text` stands for, or nil when it is not the one text of any byte string.
    func decode(_ text: Span<UInt8>) -> [UInt8]? {
        let tail = text.count % 4
        guard tail != 1 else { return nil }
        let whole = text.count - tail
        var bytes = [UInt8](repeating: 0, count: whole / 4 * 3 + (tail == 0 ? 0 : tail - 1))
        var output = bytes.mutableSpan
        var index = 0
        var position = 0
        while index < whole {
            let first = values[Int(text[index])]
            let second = values[Int(text[index + 1])]
            let third = values[Int(text[index + 2])]
            let fourth = values[Int(text[index + 3])]
            guard first | second | third | fourth < 64 else { return nil }
            let bits = UInt32(first) << 18 | UInt32(second) << 12 | UInt32(third) << 6 | UInt32(fourth)
            output[position] = UInt8(truncatingIfNeeded: bits >> 16)
            output[position + 1] = UInt8(truncatingIfNeeded: bits >> 8)
            output[position + 2] = UInt8(truncatingIfNeeded: bits)
            index += 4
            position += 3
        }
        guard tail > 0 else { return bytes }
        let first = values[Int(text[index])]
        let second = values[Int(text[index + 1])]
        let third = tail == 3 ? values[Int(text[index + 2])] : 0
        guard first | second | third < 64 else { return nil }
        let bits = UInt32(first) << 18 | UInt32(second) << 12 | UInt32(third) << 6
        output[position] = UInt8(truncatingIfNeeded: bits >> 16)
        if tail == 3 {
            output[position + 1] = UInt8(truncatingIfNeeded: bits >> 8)
        }
        // Bits after the last byte: another text for the same bytes.
        guard bits & (tail == 3 ? 0xFF : 0xFFFF) == 0 else { return nil }
        return bytes
    }

    /// The text of `bytes`, without padding.
    func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        encode(bytes.span, into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that `text` stands for, or nil when it is not the one text of any byte string.
    func decode(_ text: String) -> [UInt8]? {
        let utf8 = Array(text.utf8)
        return decode(utf8.span)
    }
}
