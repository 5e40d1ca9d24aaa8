/// Base64 encoding according to [RFC 4648, section 4](https://www.rfc-editor.org/rfc/rfc4648#section-4).
package enum Base64 {
    /// Decodes base64 strictly: padding is required, trailing bits must be zero, and other characters, including line
    /// breaks, are rejected.
    ///
    /// - Returns: The bytes, or `nil` if the text is not valid base64.
    package static func decode(_ text: Span<UInt8>) -> [UInt8]? {
        let count = text.count
        guard count % 4 == 0 else { return nil }
        guard count > 0 else { return [] }
        let padding = text[count - 1] != pad ? 0 : text[count - 2] != pad ? 1 : 2
        let whole = (padding == 0 ? count : count - 4) / 4
        let table = values
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count / 4 * 3)
        // Invalid bytes map to 0xff, so a set top bit in the bitwise OR of all values means invalid input.
        var combined: UInt8 = 0
        for group in 0..<whole {
            let first = table[Int(text[group &* 4])]
            let second = table[Int(text[group &* 4 &+ 1])]
            let third = table[Int(text[group &* 4 &+ 2])]
            let fourth = table[Int(text[group &* 4 &+ 3])]
            combined |= first | second | third | fourth
            bytes.append(first &<< 2 | second &>> 4)
            bytes.append(second &<< 4 | third &>> 2)
            bytes.append(third &<< 6 | fourth)
        }
        if padding > 0 {
            let first = table[Int(text[count - 4])]
            let second = table[Int(text[count - 3])]
            combined |= first | second
            bytes.append(first &<< 2 | second &>> 4)
            if padding == 1 {
                let third = table[Int(text[count - 2])]
                combined |= third
                bytes.append(second &<< 4 | third &>> 2)
                guard third & 0x03 == 0 else { return nil }
            } else {
                guard second & 0x0f == 0 else { return nil }
            }
        }
        return combined & 0x80 == 0 ? bytes : nil
    }

    /// Decodes base64 strictly.
    ///
    /// - Returns: The bytes, or `nil` if the text is not valid base64.
    package static func decode(_ text: String) -> [UInt8]? {
        decode(text.utf8Span.span)
    }

    /// Encodes bytes, with padding.
    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        append(bytes.span, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the encoded bytes, with padding.
    package static func append(_ bytes: Span<UInt8>, to text: inout [UInt8]) {
        let table = alphabet
        var cursor = 0
        while cursor &+ 3 <= bytes.count {
            let (first, second, third) = (bytes[cursor], bytes[cursor &+ 1], bytes[cursor &+ 2])
            text.append(table[Int(first &>> 2)])
            text.append(table[Int((first &<< 4 | second &>> 4) & 0x3f)])
            text.append(table[Int((second &<< 2 | third &>> 6) & 0x3f)])
            text.append(table[Int(third & 0x3f)])
            cursor &+= 3
        }
        guard cursor < bytes.count else { return }
        let first = bytes[cursor]
        text.append(table[Int(first &>> 2)])
        if cursor &+ 1 < bytes.count {
            let second = bytes[cursor &+ 1]
            text.append(table[Int((first &<< 4 | second &>> 4) & 0x3f)])
            text.append(table[Int(second &<< 2 & 0x3f)])
        } else {
            text.append(table[Int(first &<< 4 & 0x3f)])
            text.append(pad)
        }
        text.append(pad)
    }

    private static let pad = UInt8(ascii: "=")

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The value of each byte; 0xff for bytes outside the alphabet.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xff, count: 256)
        for (value, byte) in alphabet.enumerated() {
            values[Int(byte)] = UInt8(value)
        }
        return values
    }()
}
