/// A JSON value that keeps the order of objects.
///
/// Literals make values: `let user: JSON = ["id": 1, "tags": ["a", nil]]`.
///
/// Strings are equal if their code points are, numbers if their values are, objects if they have equal members in whatever
/// order. Values are compared and written without recursion; freeing one is recursive, which the parser's depth limit
/// keeps safe.
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

    /// The number of an integer.
    public static func integer(_ value: some BinaryInteger) -> JSON {
        .number(JSONNumber(value))
    }

    /// The number of a double; `null` for one that is infinite or not a number, which JSON cannot say.
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
    /// Makes a null.
    public init(nilLiteral: ()) { self = .null }

    /// Makes a bool.
    public init(booleanLiteral value: Bool) { self = .bool(value) }

    /// Makes a number.
    public init(integerLiteral value: Int) { self = .integer(value) }

    /// Makes a number; null if the literal is beyond the finite doubles.
    public init(floatLiteral value: Double) { self = .double(value) }

    /// Makes a string.
    public init(stringLiteral value: String) { self = .string(value) }

    /// Makes an array.
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }

    /// Makes an object; of duplicate keys the last value stays, at the first position.
    public init(dictionaryLiteral members: (String, JSON)...) {
        self = .object(JSONObject(members.lazy.map { (key: $0.0, value: $0.1) }))
    }
}
