/// A type whose values can be bound to a statement.
///
/// Conform a custom type by converting it to a type that already conforms:
/// ```swift
/// extension EmailAddress: SQLEncodable {
///     static var sqlType: SQLType { String.sqlType }
///     var sqlValue: SQLValue { text.sqlValue }
/// }
/// ```
/// An enumeration with a raw value only needs to declare the conformance.
public protocol SQLEncodable: Sendable {
    /// The type that is sent to PostgreSQL with a value, and with NULL for an optional of this type.
    static var sqlType: SQLType { get }

    /// The value to bind.
    var sqlValue: SQLValue { get }
}

/// A type that can be decoded from a column of a row.
public protocol SQLDecodable: Sendable {
    /// Creates a value from a cell.
    ///
    /// - Throws: ``SQLDecodingFailure``, which the row turns into an error with the name of the column.
    init(sql cell: SQLCell) throws(SQLDecodingFailure)
}

/// A type that can be bound to a statement and decoded from a column.
public typealias SQLCodable = SQLEncodable & SQLDecodable

/// The reason why a cell cannot be decoded.
///
/// It contains no value.
public struct SQLDecodingFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The reason, as the end of a sentence: "is NULL, which does not decode to Int".
    public let description: String

    /// Creates a failure with a reason that follows "Column x" in a sentence.
    public init(_ reason: String) {
        description = reason
    }

    /// Creates the failure for a cell of another type.
    public static func mismatch(_ cell: SQLCell, _ wanted: Any.Type) -> SQLDecodingFailure {
        if cell.isNull {
            return SQLDecodingFailure("is NULL, which does not decode to \(wanted)")
        }
        return SQLDecodingFailure("has the type \(cell.typeName), which does not decode to \(wanted)")
    }
}

extension SQLEncodable where Self: RawRepresentable, RawValue: SQLEncodable {
    /// The type of the raw value.
    public static var sqlType: SQLType { RawValue.sqlType }

    /// The raw value.
    public var sqlValue: SQLValue { rawValue.sqlValue }
}

extension SQLDecodable where Self: RawRepresentable, RawValue: SQLDecodable {
    /// Decodes the raw value.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        guard let value = Self(rawValue: try RawValue(sql: cell)) else {
            throw SQLDecodingFailure("contains a value that is not a valid \(Self.self)")
        }
        self = value
    }
}

extension Optional: SQLEncodable where Wrapped: SQLEncodable {
    /// The type of the wrapped value.
    public static var sqlType: SQLType { Wrapped.sqlType }

    /// The wrapped value, or NULL.
    public var sqlValue: SQLValue {
        switch self {
        case .some(let value): value.sqlValue
        case .none: .null(Wrapped.sqlType)
        }
    }
}

extension Optional: SQLDecodable where Wrapped: SQLDecodable {
    /// Decodes NULL as `nil`.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        self = cell.isNull ? nil : try Wrapped(sql: cell)
    }
}
