public import SwiftletJSON

/// Bytes encoded in JSON as a Base64 string (RFC 4648, section 4), like Pydantic's `Base64Bytes`.
///
/// ```swift
/// @Model
/// struct Attachment {
///     var name: String
///     var content: Base64Bytes
/// }
/// ```
///
/// Like Python's decoder, it ignores characters outside the alphabet, and any characters after the padding.
public struct Base64Bytes: SchemaKey {
    /// The decoded bytes.
    public var bytes: [UInt8]

    /// Creates a value from unencoded bytes.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Decodes a Base64 string.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<Base64Bytes>],
        validation: inout Validation
    ) -> Base64Bytes? {
        guard let bytes = LenientBase64.decode(input, isURLSafe: false, validation: &validation) else { return nil }
        return constraints.apply(to: Base64Bytes(bytes), shown: input.json, validation: &validation)
    }

    /// Encodes a padded Base64 string.
    public func encode(to writer: inout JSONWriter) {
        writer.string(Base64.encode(bytes))
    }

    /// The schema `{"type": "string", "format": "base64"}` with the constraints applied.
    public static func describe(
        _ constraints: [Constraint<Base64Bytes>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        constraints.describing(["type": "string", "format": "base64"])
    }
}

extension Base64Bytes: EventInput {}
