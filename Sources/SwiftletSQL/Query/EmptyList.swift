/// Renders `IN` with an empty list: neither database supports `IN ()`.
enum EmptyList {
    /// Completes `x IN (` to an expression that is false, and `x NOT IN (` to one that is true.
    ///
    /// A subquery without rows would do, but its column has a type, and text does not compare with an enumeration or a
    /// UUID. If the values have no type of their own, PostgreSQL gets `x = ANY (` or `x <> ALL (` with an array constant,
    /// which takes its type from `x`.
    static func append(of type: SQLType, to text: inout String, for dialect: SQLDialect) {
        let isTyped = type == .text || type.castName != SQLType.text.castName
        if dialect == .postgres, !isTyped, let rewritten = comparison(text) {
            text = rewritten + "'{}'"
        } else {
            text += "SELECT CAST(NULL AS \(type.castName)) WHERE 1 = 0"
        }
    }

    /// Replaces the `IN (` at the end of the text with an array comparison; returns `nil` if the text ends differently.
    private static func comparison(_ text: String) -> String? {
        var rest = Array(text.utf8)[...]
        dropSpaces(&rest)
        guard rest.popLast() == UInt8(ascii: "(") else { return nil }
        if dropSpaces(&rest), mayEndInComment(rest) { return nil }
        guard dropWord("in", &rest) else { return nil }
        // Keep the whitespace before the operator: it may end a comment.
        let operand = rest
        let isAfterComment = dropSpaces(&rest) && mayEndInComment(rest)
        guard dropWord("not", &rest) else { return String(decoding: operand, as: UTF8.self) + "= ANY (" }
        guard !isAfterComment else { return nil }
        return String(decoding: rest, as: UTF8.self) + "<> ALL ("
    }

    /// Drops trailing whitespace.
    ///
    /// - Returns: Whether it contained a line break.
    @discardableResult
    private static func dropSpaces(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let spaces: [UInt8] = [0x09, 0x0A, 0x0C, 0x0D, 0x20]
        var hasLineEnd = false
        while let last = rest.last, spaces.contains(last) {
            hasLineEnd = hasLineEnd || last == 0x0A || last == 0x0D
            rest.removeLast()
        }
        return hasLineEnd
    }

    /// Returns whether the last line contains two hyphens, so that its last word may be part of a comment.
    private static func mayEndInComment(_ text: ArraySlice<UInt8>) -> Bool {
        let line = Array(text.reversed().prefix { $0 != 0x0A && $0 != 0x0D })
        return zip(line, line.dropFirst()).contains { $0 == 0x2D && $1 == 0x2D }
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
