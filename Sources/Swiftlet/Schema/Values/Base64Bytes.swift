public import SwiftletJSON

/// Bytes that JSON has as a string in base64 (RFC 4648, section 4), as Pydantic's `Base64Bytes`.
///
/// Like Python's decoder it ignores characters that are not of the alphabet, and what follows the padding.
public struct Base64Bytes: SchemaKey {
    /// The decoded bytes.
    public var bytes: [UInt8]

    /// Creates a value from the bytes themselves.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Decodes a string in base64.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<Base64Bytes>],
        _ validation: inout Validation
    ) -> Base64Bytes? {
        guard let bytes = LenientBase64.decode(input, isURLSafe: false, &validation) else { return nil }
        return rules.apply(to: Base64Bytes(bytes), shown: input.json, &validation)
    }

    /// Writes a string in base64, with padding.
    public func encode(to writer: inout JSONWriter) {
        writer.string(Base64.encode(bytes))
    }

    /// `{"type": "string", "format": "base64"}` with the rules.
    public static func describe(
        _ rules: [Constraint<Base64Bytes>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        var schema: JSONObject = ["type": "string", "format": "base64"]
        rules.describe(&schema)
        return schema
    }
}
