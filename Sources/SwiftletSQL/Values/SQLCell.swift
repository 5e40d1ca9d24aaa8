/// The value of one column in one row, as the driver delivered it.
///
/// PostgreSQL delivers the text form of the column's type; SQLite delivers one of its five storage classes.
public struct SQLCell: Sendable {
    package enum Content: Sendable {
        case null
        case integer(Int64)
        case real(Double)
        case text(ArraySlice<UInt8>)
        case blob(ArraySlice<UInt8>)
    }

    package let content: Content

    /// The type of the column, ``SQLType/unspecified`` in SQLite.
    public let type: SQLType

    package init(_ content: Content, type: SQLType) {
        self.content = content
        self.type = type
    }

    /// Whether the value is NULL.
    public var isNull: Bool {
        if case .null = content { true } else { false }
    }

    /// The text as it was delivered, nil for NULL and for what is not text.
    ///
    /// PostgreSQL delivers every type in a text form, so there this reads any of them: a range, an interval.
    public var rawText: String? {
        guard case .text(let text) = content else { return nil }
        return String(decoding: text, as: UTF8.self)
    }

    /// The name of the type for a message: of the column in PostgreSQL, of the value in SQLite.
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
