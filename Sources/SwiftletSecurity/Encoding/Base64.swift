/// Base64 with the standard alphabet and padding, of [RFC 4648, section 4](https://www.rfc-editor.org/rfc/rfc4648#section-4).
public enum Base64 {
    /// The text of `bytes`, padded with `=` to a multiple of four characters.
    public static func encode(_ bytes: [UInt8]) -> String {
        var text = Base64Alphabet.standard.encode(bytes)
        while text.utf8.count % 4 != 0 {
            text.append("=")
        }
        return text
    }

    /// The bytes that `text` stands for.
    ///
    /// Strict: the padding is required, and white space, line breaks and stray bits after the last byte are refused.
    ///
    /// - Returns: The bytes, or nil when `text` is not what `encode(_:)` gives for any bytes.
    public static func decode(_ text: String) -> [UInt8]? {
        var characters = Array(text.utf8)
        guard characters.count % 4 == 0 else { return nil }
        // Two at most: after a third `=` one character would be left in the group, which no bytes give.
        for _ in 0..<2 where characters.last == UInt8(ascii: "=") {
            characters.removeLast()
        }
        return Base64Alphabet.standard.decode(characters.span)
    }
}

/// Base64 with the URL-safe alphabet and without padding, as JOSE uses it.
///
/// See [RFC 4648, section 5](https://www.rfc-editor.org/rfc/rfc4648#section-5) and
/// [RFC 7515, section 2](https://www.rfc-editor.org/rfc/rfc7515#section-2).
public enum Base64URL {
    /// The text of `bytes`, without padding.
    public static func encode(_ bytes: [UInt8]) -> String {
        Base64Alphabet.url.encode(bytes)
    }

    /// The bytes that `text` stands for.
    ///
    /// Strict: padding, white space, `+`, `/` and stray bits after the last byte are refused.
    ///
    /// - Returns: The bytes, or nil when `text` is not what `encode(_:)` gives for any bytes.
    public static func decode(_ text: String) -> [UInt8]? {
        Base64Alphabet.url.decode(text)
    }
}
