/// A JSON number with its exact value.
///
/// An integer of up to 64 bits is kept as one. A literal with a fraction or an exponent is kept as a `Double`, if that has
/// the same value when it is written again: always with up to fifteen significant digits, sometimes with up to seventeen.
/// Any other literal is kept as its text.
///
/// Two numbers are equal if they denote the same value, `1` and `1.0` among them.
public struct JSONNumber: Sendable {
    enum Storage: Sendable {
        case integer(Int64)
        /// Only what does not fit an `Int64`.
        case unsigned(UInt64)
        case double(Double)
        case literal(String)
    }

    let storage: Storage

    /// The number of significant digits that a double keeps from a literal, whatever they are (`DBL_DIG` in C).
    static let exactDigits = 15
    /// The number of significant digits that the description of a double has at most.
    static let longestDescription = 17

    /// Makes a number of an integer; one beyond 64 bits is kept as its text.
    public init(_ value: some BinaryInteger) {
        if let value = Int64(exactly: value) {
            storage = .integer(value)
        } else if let value = UInt64(exactly: value) {
            storage = .unsigned(value)
        } else {
            storage = .literal(String(value))
        }
    }

    /// Makes a number of a double, or nil if it is infinite or not a number, which JSON cannot say.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        self.init(finite: value)
    }

    /// Makes a number of its literal.
    ///
    /// - Throws: `JSONError` if the text is not a JSON number with nothing around it.
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

    /// The integer, if the number is an integer and fits; nil for a number with a fraction or an exponent.
    public var int: Int? { int64.flatMap(Int.init(exactly:)) }

    /// The integer, if the number is an integer and fits; nil for a number with a fraction or an exponent.
    public var int64: Int64? {
        if case .integer(let value) = storage { value } else { nil }
    }

    /// The integer, if the number is an integer and fits; nil for a number with a fraction or an exponent.
    public var uint64: UInt64? {
        switch storage {
        case .integer(let value): UInt64(exactly: value)
        case .unsigned(let value): value
        case .double, .literal: nil
        }
    }

    /// The nearest double, or nil where the number is beyond the finite ones.
    public var double: Double? {
        switch storage {
        case .integer(let value): Double(value)
        case .unsigned(let value): Double(value)
        case .double(let value): value
        case .literal(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
        }
    }

    /// The number as it is written in JSON.
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
    /// The double, as it is written, as an integer, if it is one of up to 64 bits.
    ///
    /// Not `Int64(exactly:)`: that calls into the C mathematics library, which nothing else here needs.
    static func integer(_ value: Double) -> Storage? {
        if value.magnitude <= 0x1p53 {
            let integer = Int64(value)
            return Double(integer) == value ? .integer(integer) : nil
        }
        // Larger ones stand for the value that is written, which may differ from the binary one.
        return value.magnitude < 0x1p64 ? integer(value.description) : nil
    }
}

extension JSONNumber: Hashable {
    /// A form in which equal numbers are the same: integers where possible, and otherwise doubles where possible.
    private var canonical: Storage {
        switch storage {
        case .integer, .unsigned: storage
        case .double(let value): Self.integer(value) ?? storage
        case .literal(let text): Self.integer(text) ?? storage
        }
    }

    /// Whether both denote the same value.
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

    /// Hashes the value, such that equal numbers hash alike.
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
    /// The number as it is written in JSON.
    public var description: String { text }
}
