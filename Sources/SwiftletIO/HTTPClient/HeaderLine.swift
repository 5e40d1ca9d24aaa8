/// What may stand in a line of an HTTP message, by [RFC 9110 section 5](https://www.rfc-editor.org/rfc/rfc9110#section-5).
enum HeaderLine {
    /// A token, the form of methods and of field names.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(isTokenByte)
    }

    /// A field value: no control characters but the tab.
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

    /// Whether the field decides where the body ends, which only the sender of the body can know.
    static func isFraming(_ name: String) -> Bool {
        equal(name, "content-length") || equal(name, "transfer-encoding") || equal(name, "expect")
    }

    /// Whether `name` is `lowercase`, whatever the case of its letters.
    static func equal(_ name: String, _ lowercase: String) -> Bool {
        name.utf8.count == lowercase.utf8.count
            && zip(name.utf8, lowercase.utf8).allSatisfy { $0 == $1 || (isUppercase($0) && $0 | 0x20 == $1) }
    }

    private static func isUppercase(_ byte: UInt8) -> Bool {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
    }

    /// Whether the byte may stand in a token: a letter, a digit, or one of ``!#$%&'*+-.^_`|~``.
    ///
    /// Every name of every reply comes through here, byte by byte: there is a bit for each of ASCII's bytes.
    static func isTokenByte(_ byte: UInt8) -> Bool {
        let bits: UInt64 = byte < 0x40 ? 0x03FF_6CFA_0000_0000 : byte < 0x80 ? 0x57FF_FFFF_C7FF_FFFE : 0
        return bits >> UInt64(byte & 0x3F) & 1 == 1
    }
}
