public import SwiftletJSON

/// A type that an event can be read as: the input of an ``EventHandler``.
///
/// The package's own event types conform, and so do ``JSON``, ``JSONNode`` and `[UInt8]`, the event's own text. A type of
/// the user's own conforms by declaration alone if it is a ``Model`` or `Decodable`:
///
/// ```swift
/// struct Order: Decodable, EventInput {
///     var id: Int
/// }
/// ```
public protocol EventInput: Sendable {
    /// Reads an event.
    ///
    /// - Parameter event: the event, or the part of one that is to be read, such as the body of a message.
    /// - Returns: the event.
    /// - Throws: an error that says what is missing or wrong, and where.
    static func decodeEvent(_ event: JSONNode) throws -> Self

    /// Reads an event that is an array.
    ///
    /// There is no need to implement it: each element is read by ``decodeEvent(_:)``.
    ///
    /// - Throws: an error that says what is missing or wrong, and where.
    static func decodeEvents(_ event: JSONNode) throws -> [Self]
}

extension EventInput {
    /// Reads the elements of an array, one by one.
    ///
    /// - Throws: ``EventError`` if the event is no array, or what ``decodeEvent(_:)`` throws for an element.
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

/// An event type that is made from the event's JSON by an initialiser.
public protocol EventModel: EventInput {
    /// Reads an event.
    ///
    /// - Parameter event: the event.
    /// - Throws: ``EventError`` if a member is missing that the event cannot do without, or is of another kind.
    init(event: JSONNode) throws(EventError)
}

extension EventModel {
    /// Reads an event.
    ///
    /// - Throws: ``EventError`` if a member is missing that the event cannot do without, or is of another kind.
    public static func decodeEvent(_ event: JSONNode) throws -> Self {
        try Self(event: event)
    }
}

extension EventInput where Self: SchemaValue {
    /// Reads a model, with every rule of its schema checked.
    ///
    /// - Throws: ``ValidationFailure`` with all that is wrong.
    public static func decodeEvent(_ event: JSONNode) throws -> Self {
        try decodeModel(event)
    }

    static func decodeModel(_ event: JSONNode) throws -> Self {
        var validation = Validation()
        guard let value = decode(.node(event), [], &validation) else { throw ValidationFailure(validation.errors) }
        return value
    }
}

extension JSONNode: EventInput {
    /// The event as it is.
    public static func decodeEvent(_ event: JSONNode) -> JSONNode {
        event
    }
}

extension JSON: EventInput {
    /// The event as a JSON value.
    public static func decodeEvent(_ event: JSONNode) -> JSON {
        event.value
    }
}

extension Optional: EventInput where Wrapped: EventInput {
    /// The event, or `nil` for JSON's `null`.
    ///
    /// - Throws: what the wrapped type throws.
    public static func decodeEvent(_ event: JSONNode) throws -> Wrapped? {
        event.isNull ? nil : try Wrapped.decodeEvent(event)
    }
}

extension Array: EventInput where Element: EventInput {
    /// The elements of an array; for `[UInt8]` the event's own text, whatever it is.
    ///
    /// - Throws: ``EventError`` if the event is no array, or what the element's type throws.
    public static func decodeEvent(_ event: JSONNode) throws -> [Element] {
        try Element.decodeEvents(event)
    }
}

extension UInt8: EventInput {
    /// A number from 0 to 255.
    ///
    /// - Throws: ``EventError`` if the event is none.
    public static func decodeEvent(_ event: JSONNode) throws -> UInt8 {
        guard let value = event.int.flatMap(UInt8.init(exactly:)) else {
            throw EventError.wrongType(event, expected: "a number from 0 to 255")
        }
        return value
    }

    /// The event's own text, so that a handler which takes `[UInt8]` gets the event as it was delivered.
    public static func decodeEvents(_ event: JSONNode) -> [UInt8] {
        Array(event.rawBytes)
    }
}

extension String: EventInput {
    /// A JSON string.
    ///
    /// - Throws: ``EventError`` if the event is none.
    public static func decodeEvent(_ event: JSONNode) throws -> String {
        guard let value = event.string else { throw EventError.wrongType(event, expected: "a string") }
        return value
    }
}

extension Bool: EventInput {
    /// A JSON boolean.
    ///
    /// - Throws: ``EventError`` if the event is none.
    public static func decodeEvent(_ event: JSONNode) throws -> Bool {
        guard let value = event.bool else { throw EventError.wrongType(event, expected: "true or false") }
        return value
    }
}

extension Int: EventInput {
    /// A JSON number without fraction or exponent.
    ///
    /// - Throws: ``EventError`` if the event is none.
    public static func decodeEvent(_ event: JSONNode) throws -> Int {
        guard let value = event.int else { throw EventError.wrongType(event, expected: "an integer") }
        return value
    }
}

extension Double: EventInput {
    /// A JSON number.
    ///
    /// - Throws: ``EventError`` if the event is none.
    public static func decodeEvent(_ event: JSONNode) throws -> Double {
        guard let value = event.double else { throw EventError.wrongType(event, expected: "a number") }
        return value
    }
}
