/// `IN` with no values: neither database parses `IN ()`.
enum EmptyList {
    /// Completes `x IN (` so that it is false, and `x NOT IN (` so that it is true.
    ///
    /// A subquery without rows does, but its column has a type, and text does not compare with an enumeration or a UUID. So
    /// where the values have no type of their own, PostgreSQL gets `x = ANY (` or `x <> ALL (` with an array constant,
    /// whose type it takes from `x`.
    static func append(of type: SQLType, to text: inout String, for dialect: SQLDialect) {
        let isTyped = type == .text || type.castName != SQLType.text.castName
        if dialect == .postgres, !isTyped, let rewritten = comparison(text) {
            text = rewritten + "'{}'"
        } else {
            text += "SELECT CAST(NULL AS \(type.castName)) WHERE 1 = 0"
        }
    }

    /// The text with an array comparison for the `IN (` at its end, nil when it ends in another way.
    private static func comparison(_ text: String) -> String? {
        var rest = Array(text.utf8)[...]
        dropSpaces(&rest)
        guard rest.popLast() == UInt8(ascii: "(") else { return nil }
        dropSpaces(&rest)
        guard dropWord("in", &rest) else { return nil }
        dropSpaces(&rest)
        let isNegated = dropWord("not", &rest)
        dropSpaces(&rest)
        return String(decoding: rest, as: UTF8.self) + (isNegated ? " <> ALL (" : " = ANY (")
    }

    private static func dropSpaces(_ rest: inout ArraySlice<UInt8>) {
        let spaces: [UInt8] = [0x09, 0x0A, 0x0C, 0x0D, 0x20]
        while let last = rest.last, spaces.contains(last) { rest.removeLast() }
    }

    private static func dropWord(_ word: String, _ rest: inout ArraySlice<UInt8>) -> Bool {
        let lowercase = rest.suffix(word.utf8.count).map { $0 | 0x20 }
        guard lowercase.elementsEqual(word.utf8) else { return false }
        let before = rest.dropLast(word.utf8.count)
        if let last = before.last, SQLLexer.continuesWord(last) { return false }
        rest = before
        return true
    }
}
