public import SwiftletJSON

extension EventInput where Self: Decodable {
    /// Decodes an event with the type's `Decodable` conformance.
    ///
    /// - Throws: `DecodingError` with the coding path, or any error that the type's `init(from:)` throws.
    public static func decodeEvent(_ event: JSONNode) throws -> Self {
        try JSON.decode(Self.self, from: event)
    }
}

extension EventInput where Self: SchemaValue & Decodable {
    /// Decodes and validates a model by its schema, which takes precedence over `Decodable`.
    ///
    /// - Throws: ``ValidationFailure`` with all validation errors.
    public static func decodeEvent(_ event: JSONNode) throws -> Self {
        try decodeModel(event)
    }
}

extension EventOutput where Self: Encodable {
    /// Encodes the output with the type's `Encodable` conformance.
    ///
    /// - Throws: `EncodingError`, or any error that the type's `encode(to:)` throws.
    public func encodeEvent(to writer: inout JSONWriter) throws {
        writer.raw(try JSON.encode(self))
    }
}

extension EventOutput where Self: SchemaValue & Encodable {
    /// Encodes the declared fields of a model by its schema, which takes precedence over `Encodable`.
    ///
    /// - Throws: An error if the value cannot be represented in JSON.
    public func encodeEvent(to writer: inout JSONWriter) throws {
        try encode(to: &writer)
    }
}
