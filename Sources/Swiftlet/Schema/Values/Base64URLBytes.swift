public import SwiftletJSON

/// Bytes encoded in JSON as a URL-safe Base64 string (RFC 4648, section 5), like Pydantic's `Base64UrlBytes`.
///
/// Like Python's decoder, it ignores characters outside the alphabet, and any characters after the padding.
public struct Base64URLBytes: SchemaKey {
    /// The decoded bytes.
    public var bytes: [UInt8]

    /// Creates a value from unencoded bytes.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Decodes a Base64 string in either alphabet.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<Base64URLBytes>],
        validation: inout Validation
    ) -> Base64URLBytes? {
        guard let bytes = LenientBase64.decode(input, isURLSafe: true, validation: &validation) else { return nil }
        return constraints.apply(to: Base64URLBytes(bytes), shown: input.json, validation: &validation)
    }

    /// Encodes a padded URL-safe Base64 string.
    public func encode(to writer: inout JSONWriter) {
        let text = Base64.encode(bytes).utf8
            .map { byte in
                switch byte {
                case UInt8(ascii: "+"): UInt8(ascii: "-")
                case UInt8(ascii: "/"): UInt8(ascii: "_")
                default: byte
                }
            }
        writer.string(String(decoding: text, as: UTF8.self))
    }

    /// The schema `{"type": "string", "format": "base64url"}` with the constraints applied.
    public static func describe(
        _ constraints: [Constraint<Base64URLBytes>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        constraints.describing(["type": "string", "format": "base64url"])
    }
}
