public import SwiftletJSON

/// A type that can be decoded from an event: the input of an ``EventHandler``.
///
/// The event types of `SwiftletEvents` conform, as do `JSON`, `JSONNode` and `[UInt8]` (the raw text of the event). A
/// ``Model`` or `Decodable` type only needs to declare the conformance:
///
/// ```swift
/// struct Refund: Decodable, EventInput {
///     var orderID: Int
///     var amount: Int
/// }
/// ```
public protocol EventInput: Sendable {
    /// Decodes an event.
    ///
    /// - Parameter event: The event, or a part of one, such as the body of a message.
    /// - Returns: The decoded value.
    /// - Throws: An error that describes the invalid member and its path.
    static func decodeEvent(_ event: JSONNode) throws -> Self

    /// Decodes an event that is an array.
    ///
    /// The default implementation decodes each element with ``decodeEvent(_:)``.
    ///
    /// - Throws: An error that describes the invalid member and its path.
    static func decodeEvents(_ event: JSONNode) throws -> [Self]
}

extension EventInput {
    /// Decodes each element of an array.
    ///
    /// - Throws: ``EventError`` if the event is not an array, or any error that ``decodeEvent(_:)`` throws.
    public static func decodeEvents(_ event: JSONNode) throws -> [Self] {
        guard event.kind == .array else { throw EventError.wrongType(event, expected: "an array") }
        var values: [Self] = []
        values.reserveCapacity(event.count)
        for element in event.elements {
            do {
                values.append(try decodeEvent(element))
            } catch let error as EventError {
                throw error.inside("[\(values.count)]")
            }
        }
        return values
    }
}

extension EventInput where Self: SchemaValue {
    /// Decodes a model and validates it against its schema.
    ///
    /// - Throws: ``ValidationFailure`` with all validation errors.
    public static func decodeEvent(_ event: JSONNode) throws -> Self {
        try decodeModel(event)
    }

    static func decodeModel(_ event: JSONNode) throws -> Self {
        var validation = Validation()
        guard let value = decode(.node(event), constraints: [], validation: &validation) else {
            throw ValidationFailure(validation.errors)
        }
        return value
    }
}

extension JSONNode: EventInput {
    /// Returns the event unchanged.
    public static func decodeEvent(_ event: JSONNode) -> JSONNode {
        event
    }
}

extension JSON: EventInput {
    /// Returns the event as a JSON value.
    public static func decodeEvent(_ event: JSONNode) -> JSON {
        event.value
    }
}

extension Optional: EventInput where Wrapped: EventInput {
    /// Decodes the event, or returns `nil` if it is JSON `null`.
    ///
    /// - Throws: Any error that decoding the wrapped type throws.
    public static func decodeEvent(_ event: JSONNode) throws -> Wrapped? {
        event.isNull ? nil : try Wrapped.decodeEvent(event)
    }
}

extension Array: EventInput where Element: EventInput {
    /// Decodes the elements of an array, or for `[UInt8]` returns the raw text of the event, whatever its JSON type.
    ///
    /// - Throws: ``EventError`` if the event is not an array, or any error that decoding an element throws.
    public static func decodeEvent(_ event: JSONNode) throws -> [Element] {
        try Element.decodeEvents(event)
    }
}

extension UInt8: EventInput {
    /// Decodes a number from 0 to 255.
    ///
    /// - Throws: ``EventError`` if the event is not such a number.
    public static func decodeEvent(_ event: JSONNode) throws -> UInt8 {
        guard let value = event.int.flatMap(UInt8.init(exactly:)) else {
            throw EventError.wrongType(event, expected: "a number from 0 to 255")
        }
        return value
    }

    /// Returns the raw text of the event, so that a handler with `[UInt8]` input receives the event as delivered.
    public static func decodeEvents(_ event: JSONNode) -> [UInt8] {
        Array(event.rawBytes)
    }
}

extension String: EventInput {
    /// Decodes a JSON string.
    ///
    /// - Throws: ``EventError`` if the event is not a string.
    public static func decodeEvent(_ event: JSONNode) throws -> String {
        guard let value = event.string else { throw EventError.wrongType(event, expected: "a string") }
        return value
    }
}

extension Bool: EventInput {
    /// Decodes a JSON boolean.
    ///
    /// - Throws: ``EventError`` if the event is not a boolean.
    public static func decodeEvent(_ event: JSONNode) throws -> Bool {
        guard let value = event.bool else { throw EventError.wrongType(event, expected: "true or false") }
        return value
    }
}

extension Int: EventInput {
    /// Decodes a JSON number without a fraction or an exponent.
    ///
    /// - Throws: ``EventError`` if the event is not an integer that fits in `Int`.
    public static func decodeEvent(_ event: JSONNode) throws -> Int {
        guard let value = event.int else { throw EventError.wrongType(event, expected: "an integer") }
        return value
    }
}

extension Double: EventInput {
    /// Decodes a JSON number.
    ///
    /// - Throws: ``EventError`` if the event is not a number.
    public static func decodeEvent(_ event: JSONNode) throws -> Double {
        guard let value = event.double else { throw EventError.wrongType(event, expected: "a number") }
        return value
    }
}
