/// A type whose values can be bound to a statement.
///
/// Conform a type of your own by turning it into one that conforms already:
/// ```swift
/// extension EmailAddress: SQLEncodable {
///     static var sqlType: SQLType { String.sqlType }
///     var sqlValue: SQLValue { text.sqlValue }
/// }
/// ```
/// An enumeration with a raw value only has to state the conformance.
public protocol SQLEncodable: Sendable {
    /// The type that is sent to PostgreSQL with a value, also with the NULL of an optional of this type.
    static var sqlType: SQLType { get }

    /// The value to bind.
    var sqlValue: SQLValue { get }
}

/// A type that can be read from one column of a row.
public protocol SQLDecodable: Sendable {
    /// Reads a cell.
    ///
    /// - Throws: ``SQLDecodingFailure``, to which the row adds the name of the column.
    init(sql cell: SQLCell) throws(SQLDecodingFailure)
}

/// A type that can be bound to a statement and read from a column.
public typealias SQLCodable = SQLEncodable & SQLDecodable

/// Why a cell cannot be read as a type.
///
/// It quotes no value.
public struct SQLDecodingFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The reason, as the end of a sentence: "is NULL, which Int cannot hold".
    public let description: String

    /// A failure for a reason that reads on after "Column x".
    public init(_ reason: String) {
        description = reason
    }

    /// The usual reason: the cell holds another type.
    public static func mismatch(_ cell: SQLCell, _ wanted: Any.Type) -> SQLDecodingFailure {
        if cell.isNull {
            return SQLDecodingFailure("is NULL, which \(wanted) cannot hold")
        }
        return SQLDecodingFailure("is of the type \(cell.typeName), which does not decode to \(wanted)")
    }
}

extension SQLEncodable where Self: RawRepresentable, RawValue: SQLEncodable {
    /// The type of the raw value.
    public static var sqlType: SQLType { RawValue.sqlType }

    /// The raw value.
    public var sqlValue: SQLValue { rawValue.sqlValue }
}

extension SQLDecodable where Self: RawRepresentable, RawValue: SQLDecodable {
    /// Reads the raw value.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        guard let value = Self(rawValue: try RawValue(sql: cell)) else {
            throw SQLDecodingFailure("holds a value that is no \(Self.self)")
        }
        self = value
    }
}

extension Optional: SQLEncodable where Wrapped: SQLEncodable {
    /// The type of the value inside.
    public static var sqlType: SQLType { Wrapped.sqlType }

    /// The value inside, or NULL.
    public var sqlValue: SQLValue {
        switch self {
        case .some(let value): value.sqlValue
        case .none: .null(Wrapped.sqlType)
        }
    }
}

extension Optional: SQLDecodable where Wrapped: SQLDecodable {
    /// Reads NULL as nil.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        self = cell.isNull ? nil : try Wrapped(sql: cell)
    }
}
