/// A JSON number with its exact value.
///
/// An integer of up to 64 bits is stored as such. A literal with a fraction or an exponent is stored as a `Double` if that
/// preserves its value: always with up to fifteen significant digits, sometimes with up to seventeen. Any other literal is
/// stored as text.
///
/// Two numbers are equal if they have the same value, such as `1` and `1.0`.
public struct JSONNumber: Sendable {
    enum Storage: Sendable {
        case integer(Int64)
        /// Only values that do not fit an `Int64`.
        case unsigned(UInt64)
        case double(Double)
        case literal(String)
    }

    let storage: Storage

    /// The number of significant digits that a double always preserves (`DBL_DIG` in C).
    static let exactDigits = 15
    /// The maximum number of significant digits of a double's description.
    static let longestDescription = 17

    /// Creates a number from an integer; one beyond 64 bits is stored as text.
    public init(_ value: some BinaryInteger) {
        if let value = Int64(exactly: value) {
            storage = .integer(value)
        } else if let value = UInt64(exactly: value) {
            storage = .unsigned(value)
        } else {
            storage = .literal(String(value))
        }
    }

    /// Creates a number from a double; `nil` for infinity and NaN, which JSON cannot represent.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        self.init(finite: value)
    }

    /// Creates a number from a literal.
    ///
    /// - Throws: `JSONError` if the text is not exactly a JSON number.
    public init(text: String) throws(JSONError) {
        let document = try JSONDocument(parsing: Array(text.utf8))
        guard let number = document.root.number, document.root.rawBytes.count == document.bytes.count else {
            throw JSONError(.invalidNumber, "The text is not a JSON number.")
        }
        self = number
    }

    init(finite value: Double) {
        storage = .double(value)
    }

    init(literal text: String) {
        storage = .literal(text)
    }

    /// The integer, if the number is an integer and fits; `nil` for a number with a fraction or an exponent.
    public var int: Int? { int64.flatMap(Int.init(exactly:)) }

    /// The integer, if the number is an integer and fits; `nil` for a number with a fraction or an exponent.
    public var int64: Int64? {
        if case .integer(let value) = storage { value } else { nil }
    }

    /// The integer, if the number is an integer and fits; `nil` for a number with a fraction or an exponent.
    public var uint64: UInt64? {
        switch storage {
        case .integer(let value): UInt64(exactly: value)
        case .unsigned(let value): value
        case .double, .literal: nil
        }
    }

    /// The nearest double, or `nil` if the number exceeds the finite doubles.
    public var double: Double? {
        switch storage {
        case .integer(let value): Double(value)
        case .unsigned(let value): Double(value)
        case .double(let value): value
        case .literal(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
        }
    }

    /// The JSON text of the number.
    public var text: String {
        switch storage {
        case .integer(let value): String(value)
        case .unsigned(let value): String(value)
        case .double(let value): value.description
        case .literal(let text): text
        }
    }
}

extension JSONNumber {
    /// The double as an integer, if its decimal description is one of up to 64 bits.
    ///
    /// Not `Int64(exactly:)`: that calls into the C mathematics library, which nothing else here needs.
    static func integer(_ value: Double) -> Storage? {
        if value.magnitude <= 0x1p53 {
            let integer = Int64(value)
            return Double(integer) == value ? .integer(integer) : nil
        }
        // Of a larger one the decimal description is used, which may differ from the binary value.
        return value.magnitude < 0x1p64 ? integer(value.description) : nil
    }
}

extension JSONNumber: Hashable {
    /// A canonical form of equal numbers: an integer if possible, otherwise a double if possible.
    private var canonical: Storage {
        switch storage {
        case .integer, .unsigned: storage
        case .double(let value): Self.integer(value) ?? storage
        case .literal(let text): Self.integer(text) ?? storage
        }
    }

    /// Whether both have the same value.
    public static func == (first: JSONNumber, second: JSONNumber) -> Bool {
        switch (first.canonical, second.canonical) {
        case (.integer(let first), .integer(let second)): first == second
        case (.unsigned(let first), .unsigned(let second)): first == second
        case (.double(let first), .double(let second)): first == second
        case (.literal(let first), .literal(let second)): first == second || DecimalForm(first) == DecimalForm(second)
        case (.literal(let text), .double(let value)), (.double(let value), .literal(let text)):
            DecimalForm(text) == DecimalForm(value.description)
        default: false
        }
    }

    /// Hashes the value; equal numbers have equal hashes.
    public func hash(into hasher: inout Hasher) {
        switch canonical {
        case .integer(let value): hasher.combine(value)
        case .unsigned(let value): hasher.combine(value)
        case .double(let value): hasher.combine(value)
        // Equal numbers have the same nearest double.
        case .literal(let text): hasher.combine(Double(text) ?? .infinity)
        }
    }
}

extension JSONNumber {
    /// The literal as an integer, if it is one of up to 64 bits.
    static func integer(_ literal: String) -> Storage? {
        guard let text = DecimalForm(literal).integerText else { return nil }
        if let value = Int64(text) { return .integer(value) }
        return UInt64(text).map { .unsigned($0) }
    }
}

extension JSONNumber: CustomStringConvertible {
    /// The JSON text of the number.
    public var description: String { text }
}
