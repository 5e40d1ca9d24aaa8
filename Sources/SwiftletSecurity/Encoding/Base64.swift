/// Base64 with the standard alphabet and padding, of [RFC 4648, section 4](https://www.rfc-editor.org/rfc/rfc4648#section-4).
public enum Base64 {
    /// Encodes `bytes`, padded with `=` to a multiple of four characters.
    public static func encode(_ bytes: [UInt8]) -> String {
        var text = Base64Alphabet.standard.encode(bytes)
        while text.utf8.count % 4 != 0 {
            text.append("=")
        }
        return text
    }

    /// Decodes `text`.
    ///
    /// Decoding is strict: padding is required; white space, line breaks and nonzero trailing bits are rejected.
    ///
    /// - Returns: The bytes, or `nil` if `text` is not the canonical encoding of any bytes.
    public static func decode(_ text: String) -> [UInt8]? {
        var characters = Array(text.utf8)
        guard characters.count % 4 == 0 else { return nil }
        // At most two: a third `=` would leave one character in the group, which encodes no byte.
        for _ in 0..<2 where characters.last == UInt8(ascii: "=") {
            characters.removeLast()
        }
        return Base64Alphabet.standard.decode(characters.span)
    }
}
