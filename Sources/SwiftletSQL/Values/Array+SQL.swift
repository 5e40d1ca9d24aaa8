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
extension Int8: SQLArrayElement {}
extension UInt: SQLArrayElement {}
extension UInt64: SQLArrayElement {}
extension UInt32: SQLArrayElement {}
extension UInt16: SQLArrayElement {}
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
