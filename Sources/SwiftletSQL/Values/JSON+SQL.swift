public import SwiftletJSON

/// JSON is stored in a column of type `jsonb` or `json` in PostgreSQL, and of text in SQLite.
///
/// The JSON value `null` is not NULL: bind and decode a `JSON?` to distinguish them.
extension JSON: SQLEncodable, SQLDecodable, SQLArrayElement {
    /// `jsonb`.
    public static var sqlType: SQLType { .jsonb }

    /// The JSON text.
    public var sqlValue: SQLValue { .text(description, type: .jsonb) }

    /// Decodes `json`, `jsonb` or text.
    ///
    /// Text that is not JSON is rejected.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        let types: [SQLType] = [.json, .jsonb, .text, .unspecified]
        guard case .text(let text) = cell.content, types.contains(cell.type) else {
            throw .mismatch(cell, Self.self)
        }
        do throws(JSONError) {
            self = try JSON(parsing: Array(text))
        } catch {
            throw SQLDecodingFailure("contains text that is not JSON")
        }
    }
}
