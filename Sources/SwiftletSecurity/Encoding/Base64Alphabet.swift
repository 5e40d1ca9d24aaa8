/// An encoder and decoder for one base64 alphabet.
///
/// Decoding is strict: only characters of the alphabet, no padding, no white space, and no nonzero trailing bits. Each byte
/// string thus has exactly one encoding, and a token cannot be altered without altering its bytes.
///
/// A class, so that its tables are never copied.
final class Base64Alphabet: Sendable {
    /// The character of each six-bit value.
    private let characters: InlineArray<64, UInt8>
    /// The six-bit value of each character, shifted to its position in a group of four (24 bits); all ones for other bytes.
    ///
    /// 256 entries for the first character of a group, then 256 for the second, and so on.
    private let values: InlineArray<1024, UInt32>

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
        var values = InlineArray<1024, UInt32>(repeating: .max)
        for value in characters.indices {
            for position in 0..<4 {
                values[position << 8 | Int(characters[value])] = UInt32(value) << UInt32(18 - 6 * position)
            }
        }
        self.characters = characters
        self.values = values
    }

    /// The number of characters that encode `count` bytes, without padding.
    static func encodedCount(_ count: Int) -> Int {
        let tail = count % 3
        return count / 3 * 4 + (tail == 0 ? 0 : tail + 1)
    }

    /// Appends the encoding of `bytes`, without padding.
    ///
    /// - Precondition: The output has enough free capacity.
    func encode(_ bytes: Span<UInt8>, into output: inout OutputSpan<UInt8>) {
        precondition(output.freeCapacity >= Self.encodedCount(bytes.count), "Too little capacity for the output.")
        // Unchecked: the precondition above covers all characters.
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

    /// The number of bytes that `count` characters encode.
    static func decodedCount(_ count: Int) -> Int {
        count / 4 * 3 + max(0, count % 4 - 1)
    }

    /// The free capacity required for decoding `count` characters, which is more than the number of bytes.
    static func decodingCapacity(_ count: Int) -> Int {
        decodedCount(count) + 2
    }

    /// Decodes `text`, or returns `nil` if it is not the canonical encoding of any bytes.
    func decode(_ text: Span<UInt8>) -> [UInt8]? {
        var isText = false
        let bytes = [UInt8](reservingCapacity: Self.decodingCapacity(text.count)) { isText = decode(text, into: &$0) }
        return isText ? bytes : nil
    }

    /// Decodes `text` into `output`, and returns whether it is the canonical encoding of any bytes.
    ///
    /// The output must have the free capacity `decodingCapacity(_:)`. If the text is invalid, the appended bytes are undefined.
    func decode(_ text: Span<UInt8>, into output: inout OutputSpan<UInt8>) -> Bool {
        guard text.count % 4 != 1 else { return false }
        precondition(output.freeCapacity >= Self.decodingCapacity(text.count), "Too little capacity for the output.")
        // Unchecked: the number of bytes follows from the number of characters.
        return unsafe output.withUnsafeMutableBufferPointer { buffer, count in
            unsafe text.withUnsafeBufferPointer { text in
                guard let target = buffer.baseAddress, let source = text.baseAddress else { return text.isEmpty }
                let isText = unsafe decode(source, text.count, to: target + count)
                count += Self.decodedCount(text.count)
                return isText
            }
        }
    }

    /// The output must have room for two bytes more than the text encodes.
    private func decode(
        _ text: UnsafePointer<UInt8>,
        _ count: Int,
        to output: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        let tail = count % 4
        var index = 0
        var target = UnsafeMutableRawPointer(output)
        // Exceeds 24 bits once a character is not in the alphabet.
        var all: UInt32 = 0
        while index + 8 <= count {
            let first = unsafe group(text + index)
            let second = unsafe group(text + index + 4)
            all |= first | second
            let bits = UInt64(first) << 40 | UInt64(second) << 16
            // Six bytes, and two that are overwritten later or not counted.
            unsafe target.storeBytes(of: bits.bigEndian, as: UInt64.self)
            unsafe target += 6
            index += 8
        }
        if index + 4 <= count {
            let bits = unsafe group(text + index)
            all |= bits
            unsafe target.storeBytes(of: (bits << 8).bigEndian, as: UInt32.self)
            unsafe target += 3
            index += 4
        }
        guard tail > 0 else { return all >> 24 == 0 }
        var bits = unsafe values[Int(text[index])] | values[256 | Int(text[index + 1])]
        if tail == 3 { bits |= unsafe values[512 | Int(text[index + 2])] }
        all |= bits
        unsafe target.storeBytes(of: UInt16(truncatingIfNeeded: bits >> 8).bigEndian, as: UInt16.self)
        // Nonzero trailing bits would be a second encoding of the same bytes.
        let stray = bits & (tail == 3 ? 0xFF : 0xFFFF)
        return all >> 24 == 0 && stray == 0
    }

    /// The 24 bits of four characters; more than 24 bits if a character is not in the alphabet.
    @inline(__always)
    private func group(_ text: UnsafePointer<UInt8>) -> UInt32 {
        unsafe values[Int(text[0])] | values[256 | Int(text[1])]
            | values[512 | Int(text[2])] | values[768 | Int(text[3])]
    }

    /// Encodes `bytes`, without padding.
    func encode(_ bytes: [UInt8]) -> String {
        let text = [UInt8](reservingCapacity: Self.encodedCount(bytes.count)) { encode(bytes.span, into: &$0) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Decodes `text`, or returns `nil` if it is not the canonical encoding of any bytes.
    func decode(_ text: String) -> [UInt8]? {
        decode(text.utf8Span.span)
    }
}
