/// A type that can be decoded from a column of a row.
public protocol SQLDecodable: Sendable {
    /// Creates a value from a cell.
    ///
    /// - Throws: ``SQLDecodingFailure``, which the row turns into an error with the name of the column.
    init(sql cell: SQLCell) throws(SQLDecodingFailure)
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

extension SQLDecodable where Self: LosslessStringConvertible {
    /// Decodes the text of the value.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        guard let value = Self(try String(sql: cell)) else {
            throw SQLDecodingFailure("contains text that is not a valid \(Self.self)")
        }
        self = value
    }
}

extension SQLDecodable where Self: LosslessStringConvertible & RawRepresentable, RawValue: SQLDecodable {
    /// Decodes the raw value.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        guard let value = Self(rawValue: try RawValue(sql: cell)) else {
            throw SQLDecodingFailure("contains a value that is not a valid \(Self.self)")
        }
        self = value
    }
}

extension Optional: SQLDecodable where Wrapped: SQLDecodable {
    /// Decodes NULL as `nil`.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        self = cell.isNull ? nil : try Wrapped(sql: cell)
    }
}
