/// The syntax of header field names and values, by [RFC 9110 section 5](https://www.rfc-editor.org/rfc/rfc9110#section-5).
enum HeaderLine {
    /// Whether the text is a token, the syntax of methods and field names.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(isTokenByte)
    }

    /// Whether the text is a field value: no control characters except tab.
    static func isValue(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
    }

    /// - Throws: ``HTTPClientError`` with `.invalidURL` for a URL or a part of one with a space or a control character, which
    ///   would end the request line early.
    static func checkTarget(_ target: String) throws(HTTPClientError) {
        let bytes = target.utf8Span.span
        for index in bytes.indices where bytes[index] <= 0x20 || bytes[index] == 0x7F {
            throw HTTPClientError(.invalidURL, "The URL contains a space or a control character.")
        }
    }

    /// Whether the field is part of the body's framing, which the sender sets.
    static func isFraming(_ name: String) -> Bool {
        equal(name, "content-length") || equal(name, "transfer-encoding") || equal(name, "expect")
    }

    /// Whether `name` equals `lowercase`, ignoring ASCII case.
    static func equal(_ name: String, _ lowercase: String) -> Bool {
        name.utf8.count == lowercase.utf8.count
            && zip(name.utf8, lowercase.utf8).allSatisfy { $0 == $1 || (isUppercase($0) && $0 | 0x20 == $1) }
    }

    private static func isUppercase(_ byte: UInt8) -> Bool {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
    }

    /// Whether the byte is valid in a token: a letter, a digit, or one of ``!#$%&'*+-.^_`|~``.
    ///
    /// A bit set of the ASCII bytes, because this runs for each byte of each name.
    static func isTokenByte(_ byte: UInt8) -> Bool {
        let bits: UInt64 = byte < 0x40 ? 0x03FF_6CFA_0000_0000 : byte < 0x80 ? 0x57FF_FFFF_C7FF_FFFE : 0
        return bits >> UInt64(byte & 0x3F) & 1 == 1
    }
}
