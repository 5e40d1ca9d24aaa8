/// The name of a PostgreSQL type in a cast.
package struct SQLTypeName: Hashable, Sendable {
    let name: String
    let schema: String?

    /// Appends `::"schema"."name"`, with the brackets of an array outside of the quotes.
    ///
    /// - Throws: ``SQLError`` for a name that cannot be quoted, see ``SQLIdentifier``.
    func appendCast(to text: inout String) throws(SQLError) {
        text += "::"
        if let schema {
            try SQLIdentifier.append(schema, to: &text, for: .postgres)
            text += "."
        }
        let isArray = name.utf8.count > 2 && name.utf8.suffix(2).elementsEqual("[]".utf8)
        let element = isArray ? String(decoding: name.utf8.dropLast(2), as: UTF8.self) : name
        try SQLIdentifier.append(element, to: &text, for: .postgres)
        if isArray { text += "[]" }
    }
}
