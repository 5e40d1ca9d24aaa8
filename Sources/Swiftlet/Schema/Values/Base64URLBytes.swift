public import SwiftletJSON

/// Bytes that JSON has as a string in the URL-safe base64 (RFC 4648, section 5), as Pydantic's `Base64UrlBytes`.
///
/// Like Python's decoder it ignores characters that are not of the alphabet, and what follows the padding.
public struct Base64URLBytes: SchemaKey {
    /// The decoded bytes.
    public var bytes: [UInt8]

    /// Creates a value from the bytes themselves.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Decodes a string in base64, of either alphabet.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<Base64URLBytes>],
        _ validation: inout Validation
    ) -> Base64URLBytes? {
        guard let bytes = LenientBase64.decode(input, isURLSafe: true, &validation) else { return nil }
        return rules.apply(to: Base64URLBytes(bytes), shown: input.json, &validation)
    }

    /// Writes a string in the URL-safe base64, with padding.
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

    /// `{"type": "string", "format": "base64url"}` with the rules.
    public static func describe(
        _ rules: [Constraint<Base64URLBytes>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        var schema: JSONObject = ["type": "string", "format": "base64url"]
        rules.describe(&schema)
        return schema
    }
}
