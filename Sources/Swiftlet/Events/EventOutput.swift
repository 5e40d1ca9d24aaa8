public import SwiftletJSON

/// A type that can be the answer to an event: the output of an ``EventHandler``.
///
/// The package's own results conform, and so do ``JSON``, ``JSONNode`` and `[UInt8]`, which is sent as it is. A type of the
/// user's own conforms by declaration alone if it is a ``Model`` or `Encodable`. A handler that returns nothing answers
/// `null`.
public protocol EventOutput: Sendable {
    /// Writes the answer: one JSON value.
    ///
    /// - Throws: an error if JSON cannot express the value, such as an infinite number.
    func encodeEvent(to writer: inout JSONWriter) throws

    /// Writes an answer of several values.
    ///
    /// There is no need to implement it: each is written by ``encodeEvent(to:)``, as the element of an array.
    ///
    /// - Throws: an error if JSON cannot express a value.
    static func encodeEvents(_ values: [Self], to writer: inout JSONWriter) throws
}

extension EventOutput {
    /// Writes an array.
    ///
    /// - Throws: what ``encodeEvent(to:)`` throws.
    public static func encodeEvents(_ values: [Self], to writer: inout JSONWriter) throws {
        writer.beginArray()
        for value in values {
            try value.encodeEvent(to: &writer)
        }
        writer.endArray()
    }
}

extension EventOutput where Self: SchemaValue {
    /// Writes a model: its declared fields only.
    ///
    /// - Throws: an error if JSON cannot express the value.
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
    /// - Throws: what the wrapped type throws.
    public func encodeEvent(to writer: inout JSONWriter) throws {
        if let self { try self.encodeEvent(to: &writer) } else { writer.null() }
    }
}

extension Array: EventOutput where Element: EventOutput {
    /// Writes an array; `[UInt8]` is written as it is, as JSON text that is already made.
    ///
    /// - Throws: what the element's type throws.
    public func encodeEvent(to writer: inout JSONWriter) throws {
        try Element.encodeEvents(self, to: &writer)
    }
}

extension UInt8: EventOutput {
    /// Writes a number.
    public func encodeEvent(to writer: inout JSONWriter) {
        writer.int(self)
    }

    /// Writes the bytes as they are: JSON text that is already made, which is not checked.
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
    /// - Throws: `JSONError` if the number is infinite or not a number.
    public func encodeEvent(to writer: inout JSONWriter) throws {
        try writer.double(self)
    }
}
