/// The 64 characters of one base64 variant, with the conversion that all variants share.
///
/// Decoding is strict: characters of the alphabet only, no padding, no white space, and no stray bits after the last
/// byte. So one byte string has exactly one text, and a token cannot be altered without altering its bytes.
///
/// A class, so that its tables are never copied.
final class Base64Alphabet: Sendable {
    /// The character for each six-bit value.
    private let characters: InlineArray<64, UInt8>
    /// The six-bit value of each character; 255 for any other byte.
    private let values: InlineArray<256, UInt8>

    /// The alphabet of RFC 4648, section 4.
    static let standard = Base64Alphabet(last: (UInt8(ascii: "+"), UInt8(ascii: "/")))
    /// The alphabet of RFC 4648, section 5: safe in URLs.
    static let url = Base64Alphabet(last: (UInt8(ascii: "-"), UInt8(ascii: "_")))
    /// The alphabet of passlib's hashes: `.` where the standard has `+`.
    static let passlib = Base64Alphabet(last: (UInt8(ascii: "."), UInt8(ascii: "/")))

    private init(last: (UInt8, UInt8)) {
        let characters = InlineArray<64, UInt8> { value in
            switch value {
            case 0..<26: UInt8(ascii: "A") + UInt8(value)
            case 26..<52: UInt8(ascii: "a") + UInt8(value - 26)
            case 52..<62: UInt8(ascii: "0") + UInt8(value - 52)
            case 62: last.0
            default: last.1
            }
        }
        var values = InlineArray<256, UInt8>(repeating: 255)
        for value in characters.indices {
            values[Int(characters[value])] = UInt8(value)
        }
        self.characters = characters
        self.values = values
    }

    /// How many characters stand for `count` bytes, without padding.
    static func encodedCount(_ count: Int) -> Int {
        let tail = count % 3
        return count / 3 * 4 + (tail == 0 ? 0 : tail + 1)
    }

    /// Appends the text of `bytes`, without padding.
    ///
    /// The output must have room for it.
    func encode(_ bytes: Span<UInt8>, into output: inout OutputSpan<UInt8>) {
        precondition(output.freeCapacity >= Self.encodedCount(bytes.count), "There is no room for the text.")
        // Without a check for each character, of which there are many and whose number was just compared.
        unsafe output.withUnsafeMutableBufferPointer { buffer, count in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                guard let target = buffer.baseAddress, let source = bytes.baseAddress else { return }
                count += unsafe encode(source, bytes.count, to: target + count)
            }
        }
    }

    private func encode(
        _ bytes: UnsafePointer<UInt8>,
        _ count: Int,
        to output: UnsafeMutablePointer<UInt8>
    ) -> Int {
        let tail = count % 3
        let whole = count - tail
        var index = 0
        var written = 0
        while index < whole {
            let bits = unsafe UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
            unsafe output[written] = characters[Int(bits >> 18)]
            unsafe output[written + 1] = characters[Int(bits >> 12 & 63)]
            unsafe output[written + 2] = characters[Int(bits >> 6 & 63)]
            unsafe output[written + 3] = characters[Int(bits & 63)]
            index += 3
            written += 4
        }
        guard tail > 0 else { return written }
        let bits = unsafe UInt32(bytes[index]) << 16 | (tail == 2 ? UInt32(bytes[index + 1]) << 8 : 0)
        unsafe output[written] = characters[Int(bits >> 18)]
        unsafe output[written + 1] = characters[Int(bits >> 12 & 63)]
        guard tail == 2 else { return written + 2 }
        unsafe output[written + 2] = characters[Int(bits >> 6 & 63)]
        return written + 3
    }

    /// The bytes that `text` stands for, or nil when it is not the one text of any byte string.
    func decode(_ text: Span<UInt8>) -> [UInt8]? {
        let tail = text.count % 4
        guard tail != 1 else { return nil }
        let room = text.count / 4 * 3 + (tail == 0 ? 0 : tail - 1)
        var isText = true
        let bytes = [UInt8](room: room) { output in
            // Without a check for each byte: their number follows from that of the characters.
            unsafe output.withUnsafeMutableBufferPointer { buffer, count in
                unsafe text.withUnsafeBufferPointer { text in
                    guard let target = buffer.baseAddress, let source = text.baseAddress else { return }
                    isText = unsafe decode(source, text.count, to: target)
                    count = room
                }
            }
        }
        return isText ? bytes : nil
    }

    private func decode(
        _ text: UnsafePointer<UInt8>,
        _ count: Int,
        to output: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        let tail = count % 4
        let whole = count - tail
        var index = 0
        var written = 0
        // Has its highest bit set once a character is not of the alphabet.
        var all: UInt8 = 0
        while index < whole {
            let first = unsafe values[Int(text[index])]
            let second = unsafe values[Int(text[index + 1])]
            let third = unsafe values[Int(text[index + 2])]
            let fourth = unsafe values[Int(text[index + 3])]
            all |= first | second | third | fourth
            let bits = UInt32(first) << 18 | UInt32(second) << 12 | UInt32(third) << 6 | UInt32(fourth)
            unsafe output[written] = UInt8(truncatingIfNeeded: bits >> 16)
            unsafe output[written + 1] = UInt8(truncatingIfNeeded: bits >> 8)
            unsafe output[written + 2] = UInt8(truncatingIfNeeded: bits)
            index += 4
            written += 3
        }
        var stray: UInt32 = 0
        if tail > 0 {
            let first = unsafe values[Int(text[index])]
            let second = unsafe values[Int(text[index + 1])]
            let third = unsafe tail == 3 ? values[Int(text[index + 2])] : 0
            all |= first | second | third
            let bits = UInt32(first) << 18 | UInt32(second) << 12 | UInt32(third) << 6
            unsafe output[written] = UInt8(truncatingIfNeeded: bits >> 16)
            if tail == 3 {
                unsafe output[written + 1] = UInt8(truncatingIfNeeded: bits >> 8)
            }
            // Bits after the last byte: another text for the same bytes.
            stray = bits & (tail == 3 ? 0xFF : 0xFFFF)
        }
        return all < 64 && stray == 0
    }

    /// The text of `bytes`, without padding.
    func encode(_ bytes: [UInt8]) -> String {
        let text = [UInt8](room: Self.encodedCount(bytes.count)) { encode(bytes.span, into: &$0) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that `text` stands for, or nil when it is not the one text of any byte string.
    func decode(_ text: String) -> [UInt8]? {
        decode(text.utf8Span.span)
    }
}
