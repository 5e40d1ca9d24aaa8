extension SQL {
    /// A text for a pattern of `LIKE … ESCAPE '\'` in which every character stands for itself: `%`, `_` and `\` are preceded
    /// by a backslash.
    ///
    /// ```swift
    /// let pattern = "%" + SQL.escapedForLike(search) + "%"
    /// let rows = try await db.query("SELECT id FROM notes WHERE title LIKE \(pattern) ESCAPE '\\'")
    /// ```
    /// The clause is needed: SQLite has no escape character by default, and PostgreSQL's
    /// [pattern matching](https://www.postgresql.org/docs/15/functions-matching.html) is then the same. SQLite ignores the
    /// case of ASCII letters.
    ///
    /// - Parameter text: What to search for, such as what a user typed.
    /// - Returns: The text, to be bound to a statement as part of the pattern.
    public static func escapedForLike(_ text: String) -> String {
        // By byte: a combining mark behind one of them makes one character of both.
        let special = "%_\\".utf8
        let escaped = text.utf8.flatMap { special.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
        return String(decoding: escaped, as: UTF8.self)
    }
}
