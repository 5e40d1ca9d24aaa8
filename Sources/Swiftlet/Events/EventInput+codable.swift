public import SwiftletJSON

extension EventInput where Self: Decodable {
    /// Reads a type of the user's own by its `Decodable` conformance.
    ///
    /// - Throws: `DecodingError`, with the coding path, or what the type's own `init(from:)` throws.
    public static func decodeEvent(_ event: JSONNode) throws -> Self {
        try JSON.decode(Self.self, from: event)
    }
}

extension EventInput where Self: SchemaValue & Decodable {
    /// Reads a model that is `Decodable` too by its schema, with every rule checked.
    ///
    /// - Throws: ``ValidationFailure`` with all that is wrong.
    public static func decodeEvent(_ event: JSONNode) throws -> Self {
        try decodeModel(event)
    }
}

extension EventOutput where Self: Encodable {
    /// Writes a type of the user's own by its `Encodable` conformance.
    ///
    /// - Throws: `EncodingError`, or what the type's own `encode(to:)` throws.
    public func encodeEvent(to writer: inout JSONWriter) throws {
        writer.raw(try JSON.encode(self))
    }
}

extension EventOutput where Self: SchemaValue & Encodable {
    /// Writes a model that is `Encodable` too by its schema: its declared fields only.
    ///
    /// - Throws: an error if JSON cannot express the value.
    public func encodeEvent(to writer: inout JSONWriter) throws {
        try encode(to: &writer)
    }
}
