extension SQLRows {
    /// Returns the only row.
    ///
    /// ```swift
    /// let user = try await database.query("SELECT * FROM users WHERE id = \(id)").one().decode(User.self)
    /// ```
    ///
    /// - Throws: ``SQLError`` with the code `noRows` or `tooManyRows`.
    public func one() throws(SQLError) -> SQLRow {
        guard let row = try oneOrNil() else {
            throw SQLError(.noRows, "The statement returned no row, but one was expected.")
        }
        return row
    }

    /// Returns the only row, or `nil` if there is none.
    ///
    /// - Throws: ``SQLError`` with the code `tooManyRows`.
    public func oneOrNil() throws(SQLError) -> SQLRow? {
        guard count <= 1 else {
            throw SQLError(.tooManyRows, "The statement returned \(count) rows, but one was expected.")
        }
        return first
    }

    /// Returns the first column of the only row, such as a count.
    ///
    /// ```swift
    /// let count = try await database.reading.query("SELECT count(*) FROM users").scalar(Int.self)
    /// ```
    ///
    /// - Throws: ``SQLError`` with the code `noRows`, `tooManyRows` or `decodingFailed`.
    public func scalar<Value: SQLDecodable>(_ type: Value.Type = Value.self) throws(SQLError) -> Value {
        try one().value(at: 0, as: type)
    }
}
