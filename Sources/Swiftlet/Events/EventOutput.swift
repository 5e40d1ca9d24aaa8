public import SwiftletJSON

/// A type that can be returned as the response to an event: the output of an ``EventHandler``.
///
/// The result types of `SwiftletEvents` conform, as do `JSON`, `JSONNode` and `[UInt8]` (JSON text, sent unchanged). A
/// ``Model`` or `Encodable` type only needs to declare the conformance. A handler that returns `Void` responds with `null`.
public protocol EventOutput: Sendable {
    /// Writes the response as one JSON value.
    ///
    /// - Throws: An error if the value cannot be represented in JSON, such as an infinite number.
    func encodeEvent(to writer: inout JSONWriter) throws

    /// Writes a response that is an array.
    ///
    /// The default implementation writes each element with ``encodeEvent(to:)``.
    ///
    /// - Throws: An error if a value cannot be represented in JSON.
    static func encodeEvents(_ values: [Self], to writer: inout JSONWriter) throws
}

extension EventOutput {
    /// Writes each element of an array.
    ///
    /// - Throws: Any error that ``encodeEvent(to:)`` throws.
    public static func encodeEvents(_ values: [Self], to writer: inout JSONWriter) throws {
        writer.beginArray()
        for value in values {
            try value.encodeEvent(to: &writer)
        }
        writer.endArray()
    }
}

extension EventOutput where Self: SchemaValue {
    /// Writes the declared fields of a model.
    ///
    /// - Throws: An error if the value cannot be represented in JSON.
    public func encodeEvent(to writer: inout JSONWriter) throws {
        try encode(to: &writer)
    }
}

extension JSONNode: EventOutput {
    /// Writes the value.
    public func encodeEvent(to writer: inout JSONWriter) {
        writer.node(self)
    }
}

extension JSON: EventOutput {
    /// Writes the value.
    public func encodeEvent(to writer: inout JSONWriter) {
        writer.value(self)
    }
}

extension Optional: EventOutput where Wrapped: EventOutput {
    /// Writes the value, or `null`.
    ///
    /// - Throws: Any error that encoding the wrapped value throws.
    public func encodeEvent(to writer: inout JSONWriter) throws {
        if let self { try self.encodeEvent(to: &writer) } else { writer.null() }
    }
}

extension Array: EventOutput where Element: EventOutput {
    /// Writes an array, or for `[UInt8]` the bytes unchanged, as JSON text.
    ///
    /// - Throws: Any error that encoding an element throws.
    public func encodeEvent(to writer: inout JSONWriter) throws {
        try Element.encodeEvents(self, to: &writer)
    }
}

extension UInt8: EventOutput {
    /// Writes a number.
    public func encodeEvent(to writer: inout JSONWriter) {
        writer.int(self)
    }

    /// Writes the bytes unchanged, as JSON text that is not validated.
    public static func encodeEvents(_ values: [UInt8], to writer: inout JSONWriter) {
        writer.raw(values)
    }
}

extension String: EventOutput {
    /// Writes a string.
    public func encodeEvent(to writer: inout JSONWriter) {
        writer.string(self)
    }
}

extension Bool: EventOutput {
    /// Writes `true` or `false`.
    public func encodeEvent(to writer: inout JSONWriter) {
        writer.bool(self)
    }
}

extension Int: EventOutput {
    /// Writes a number.
    public func encodeEvent(to writer: inout JSONWriter) {
        writer.int(self)
    }
}

extension Double: EventOutput {
    /// Writes a number.
    ///
    /// - Throws: `JSONError` if the number is infinite or NaN.
    public func encodeEvent(to writer: inout JSONWriter) throws {
        try writer.double(self)
    }
}
