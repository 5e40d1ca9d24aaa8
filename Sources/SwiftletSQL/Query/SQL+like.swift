extension SQL {
    /// Escapes text for a pattern of `LIKE … ESCAPE '\'`, so that every character matches itself: `%`, `_` and `\` are
    /// preceded by a backslash.
    ///
    /// ```swift
    /// let pattern = "%" + SQL.escapedForLike(text) + "%"
    /// let rows = try await database.query("SELECT id FROM notes WHERE title LIKE \(pattern) ESCAPE '\\'")
    /// ```
    ///
    /// The `ESCAPE` clause is needed because SQLite has no default escape character; PostgreSQL's
    /// [pattern matching](https://www.postgresql.org/docs/15/functions-matching.html) behaves the same with it. SQLite
    /// ignores the case of ASCII letters.
    ///
    /// - Parameter text: The text to search for, such as user input.
    /// - Returns: The escaped text, to bind as part of a pattern.
    public static func escapedForLike(_ text: String) -> String {
        // By byte: a special character followed by a combining mark is a single `Character`.
        let special = "%_\\".utf8
        let escaped = text.utf8.flatMap { special.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
        return String(decoding: escaped, as: UTF8.self)
    }
}
