/// A type whose values can be bound to a statement.
///
/// Conform a custom type by converting it to a type that already conforms:
///
/// ```swift
/// extension AccountNumber: SQLEncodable {
///     static var sqlType: SQLType { String.sqlType }
///     var sqlValue: SQLValue { text.sqlValue }
/// }
/// ```
///
/// An enumeration with a raw value only needs to declare the conformance, and so does a type that conforms to
/// `LosslessStringConvertible`, which is stored as its text.
public protocol SQLEncodable: Sendable {
    /// The type that is sent to PostgreSQL with a value, and with NULL for an optional of this type.
    static var sqlType: SQLType { get }

    /// The value to bind.
    var sqlValue: SQLValue { get }
}

extension SQLEncodable where Self: RawRepresentable, RawValue: SQLEncodable {
    /// The type of the raw value.
    public static var sqlType: SQLType { RawValue.sqlType }

    /// The raw value.
    public var sqlValue: SQLValue { rawValue.sqlValue }
}

extension SQLEncodable where Self: LosslessStringConvertible {
    /// The type of a string: none, so that the value can also be stored as a network address or in a column of another type.
    public static var sqlType: SQLType { String.sqlType }

    /// The text of the value.
    public var sqlValue: SQLValue { description.sqlValue }
}

extension SQLEncodable where Self: LosslessStringConvertible & RawRepresentable, RawValue: SQLEncodable {
    /// The type of the raw value.
    public static var sqlType: SQLType { RawValue.sqlType }

    /// The raw value.
    public var sqlValue: SQLValue { rawValue.sqlValue }
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
