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
