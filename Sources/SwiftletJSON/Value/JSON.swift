/// A JSON value that preserves the order of object members.
///
/// ```swift
/// func total(of event: [UInt8]) throws -> [UInt8] {
///     let order = try JSON(parsing: event)
///     let prices = order["items"]?.array?.compactMap { $0["price"]?.int } ?? []
///     let result: JSON = ["id": order["id"] ?? .null, "total": .integer(prices.reduce(0, +))]
///     return result.serialized()
/// }
/// ```
///
/// It can be created from literals, such as `["id": 1, "tags": ["a", nil]]`.
///
/// Strings are equal if their code points are, numbers if their values are, and objects if they have equal members in any
/// order. Comparison and writing are not recursive; deallocation is, for which the parser limits the depth.
public enum JSON: Sendable {
    /// The literal `null`.
    case null
    /// The literal `true` or `false`.
    case bool(Bool)
    /// A number.
    case number(JSONNumber)
    /// A string.
    case string(String)
    /// An array.
    case array([JSON])
    /// An object.
    case object(JSONObject)

    /// Parses a JSON text.
    ///
    /// - Throws: `JSONError` for the first thing that is wrong with the text.
    public init(parsing bytes: [UInt8], limits: JSONLimits = .default) throws(JSONError) {
        self = try JSONDocument(parsing: bytes, limits: limits).root.value
    }

    /// Parses a JSON text.
    ///
    /// - Throws: `JSONError` for the first thing that is wrong with the text.
    public init(parsing text: String, limits: JSONLimits = .default) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), limits: limits)
    }

    /// Creates a number from an integer.
    public static func integer(_ value: some BinaryInteger) -> JSON {
        .number(JSONNumber(value))
    }

    /// Creates a number from a double; `null` for infinity and NaN, which JSON cannot represent.
    public static func double(_ value: Double) -> JSON {
        JSONNumber(value).map(JSON.number) ?? .null
    }

    /// The compact JSON text, in UTF-8.
    public var bytes: [UInt8] { serialized(pretty: false) }

    /// The JSON text in UTF-8, on one line or indented by two spaces.
    public func serialized(pretty: Bool = false) -> [UInt8] {
        var writer = JSONWriter(pretty: pretty)
        writer.value(self)
        return writer.finish()
    }
}

extension JSON: CustomStringConvertible {
    /// The compact JSON text.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    /// Creates a `null`.
    public init(nilLiteral: ()) { self = .null }

    /// Creates a bool.
    public init(booleanLiteral value: Bool) { self = .bool(value) }

    /// Creates a number.
    public init(integerLiteral value: Int) { self = .integer(value) }

    /// Creates a number; `null` if the literal exceeds the finite doubles.
    public init(floatLiteral value: Double) { self = .double(value) }

    /// Creates a string.
    public init(stringLiteral value: String) { self = .string(value) }

    /// Creates an array.
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }

    /// Creates an object; a duplicate key keeps its first position and its last value.
    public init(dictionaryLiteral members: (String, JSON)...) {
        self = .object(JSONObject(members.lazy.map { (key: $0.0, value: $0.1) }))
    }
}
