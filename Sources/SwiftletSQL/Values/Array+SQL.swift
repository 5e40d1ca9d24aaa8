/// An element type of a PostgreSQL array.
///
/// A type that is both ``SQLEncodable`` and ``SQLDecodable`` gets default implementations: declare the conformance, and
/// `[Value]` can be bound and decoded as a PostgreSQL array.
///
/// Like a single string, an array of strings, or of an enumeration of strings, is bound without a type, so that it fits
/// columns of `text[]`, `uuid[]` and arrays of an enumeration. If the type cannot be inferred, specify one:
/// `unnest(\(names, as: "text[]"))`.
public protocol SQLArrayElement: Sendable {
    /// The SQL type of the array.
    static var sqlArrayType: SQLType { get }

    /// Returns the array as a value to bind.
    static func sqlArray(_ elements: [Self]) -> SQLValue

    /// Decodes an array from a cell.
    ///
    /// - Throws: ``SQLDecodingFailure`` if the cell does not contain an array of this type.
    static func elements(sql cell: SQLCell) throws(SQLDecodingFailure) -> [Self]
}

extension SQLArrayElement where Self: SQLCodable {
    /// The PostgreSQL array type of the element's type.
    public static var sqlArrayType: SQLType { sqlType.array }

    /// Returns a PostgreSQL array.
    public static func sqlArray(_ elements: [Self]) -> SQLValue {
        .array(elements.map(\.sqlValue), of: sqlType)
    }

    /// Decodes a one-dimensional PostgreSQL array.
    public static func elements(sql cell: SQLCell) throws(SQLDecodingFailure) -> [Self] {
        guard case .text(let text) = cell.content, cell.type != .unspecified,
            let elements = PostgresArrayText.elements(text)
        else {
            throw .mismatch(cell, [Self].self)
        }
        let type = cell.type.element
        var values: [Self] = []
        values.reserveCapacity(elements.count)
        for element in elements {
            let content = element.map { SQLCell.Content.text($0[...]) } ?? .null
            values.append(try Self(sql: SQLCell(content, type: type)))
        }
        return values
    }
}

extension Array: SQLEncodable where Element: SQLArrayElement {
    /// The SQL type of the array; for `[UInt8]`, `bytea`.
    public static var sqlType: SQLType { Element.sqlArrayType }

    /// A PostgreSQL array; for `[UInt8]`, bytes in both databases.
    public var sqlValue: SQLValue { Element.sqlArray(self) }
}

extension Array: SQLDecodable where Element: SQLArrayElement {
    /// Decodes a PostgreSQL array, or bytes.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        self = try Element.elements(sql: cell)
    }
}

extension Bool: SQLArrayElement {}
extension Int: SQLArrayElement {}
extension Int64: SQLArrayElement {}
extension Int32: SQLArrayElement {}
extension Int16: SQLArrayElement {}
extension Double: SQLArrayElement {}
extension Float: SQLArrayElement {}
extension String: SQLArrayElement {}
extension SQLTimestamp: SQLArrayElement {}
extension SQLDate: SQLArrayElement {}
extension SQLInterval: SQLArrayElement {}
extension Optional: SQLArrayElement where Wrapped: SQLArrayElement & SQLCodable {}

/// An array of bytes is `bytea` or a blob, never an array of numbers.
extension UInt8: SQLArrayElement {
    /// `bytea`.
    public static var sqlArrayType: SQLType { .bytes }

    /// Raw bytes.
    public static func sqlArray(_ elements: [UInt8]) -> SQLValue {
        .bytes(elements)
    }

    /// Decodes `bytea`, or a blob.
    public static func elements(sql cell: SQLCell) throws(SQLDecodingFailure) -> [UInt8] {
        switch cell.content {
        case .blob(let bytes):
            return Array(bytes)
        case .text(let text) where cell.type == .bytes:
            guard let bytes = PostgresBytesText.bytes(text) else {
                throw .mismatch(cell, [UInt8].self)
            }
            return bytes
        default:
            throw .mismatch(cell, [UInt8].self)
        }
    }
}
