/// The value of a column in a row, as returned by the driver.
///
/// PostgreSQL returns the text format of the column's type; SQLite returns one of its five storage classes.
public struct SQLCell: Sendable {
    package enum Content: Sendable {
        case null
        case integer(Int64)
        case real(Double)
        case text(ArraySlice<UInt8>)
        case blob(ArraySlice<UInt8>)
    }

    package let content: Content

    /// The type of the column; ``SQLType/unspecified`` in SQLite.
    public let type: SQLType

    package init(_ content: Content, type: SQLType) {
        self.content = content
        self.type = type
    }

    /// Whether the value is NULL.
    public var isNull: Bool {
        if case .null = content { true } else { false }
    }

    /// The text as returned by the driver, or `nil` for NULL and for values that are not text.
    ///
    /// PostgreSQL returns every type as text, so this works for any type, such as a range or an interval.
    public var rawText: String? {
        guard case .text(let text) = content else { return nil }
        return String(decoding: text, as: UTF8.self)
    }

    /// The name of the type for messages: the column's in PostgreSQL, the value's in SQLite.
    package var typeName: String {
        switch content {
        case .null: "NULL"
        case .integer: "INTEGER"
        case .real: "REAL"
        case .blob: "BLOB"
        case .text: type == .unspecified ? "TEXT" : type.description
        }
    }
}
