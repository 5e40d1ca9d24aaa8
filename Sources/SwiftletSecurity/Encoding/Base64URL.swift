/// Base64 with the URL-safe alphabet and without padding, as used by JOSE.
///
/// See [RFC 4648, section 5](https://www.rfc-editor.org/rfc/rfc4648#section-5) and
/// [RFC 7515, section 2](https://www.rfc-editor.org/rfc/rfc7515#section-2).
public enum Base64URL {
    /// Encodes `bytes`, without padding.
    public static func encode(_ bytes: [UInt8]) -> String {
        Base64Alphabet.url.encode(bytes)
    }

    /// Decodes `text`.
    ///
    /// Decoding is strict: padding, white space, `+`, `/` and nonzero trailing bits are rejected.
    ///
    /// - Returns: The bytes, or `nil` if `text` is not the canonical encoding of any bytes.
    public static func decode(_ text: String) -> [UInt8]? {
        Base64Alphabet.url.decode(text)
    }
}
