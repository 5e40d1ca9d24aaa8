/// A row of a result.
///
/// ```swift
/// let (id, name) = try row.decode(Int.self, String?.self)
/// let user = try row.decode(User.self)
/// let email = try row["email", as: String.self]
/// ```
public struct SQLRow: Sendable {
    private let storage: RowStorage
    private let offset: Int

    init(_ storage: RowStorage, offset: Int) {
        self.storage = storage
        self.offset = offset
    }

    var columns: SQLColumns { storage.columns }

    /// The names of the columns, in order.
    public var columnNames: [String] { columns.names }

    /// The number of columns.
    public var count: Int { columns.names.count }

    /// Returns the cell of a column, or `nil` if there is no such column.
    public func cell(_ name: String) -> SQLCell? {
        columns.index(of: name).map(cell(at:))
    }

    /// Returns the cell at a position, counted from 0, or `nil` if it is out of range.
    public func cell(_ position: Int) -> SQLCell? {
        columns.names.indices.contains(position) ? cell(at: position) : nil
    }

    func cell(at position: Int) -> SQLCell {
        storage.cell(at: position, ofRowFrom: offset)
    }

    /// The value of a column.
    ///
    /// - Throws: ``SQLError`` with the code `missingColumn` or `decodingFailed`, naming the column.
    public subscript<Value: SQLDecodable>(name: String, as type: Value.Type = Value.self) -> Value {
        get throws(SQLError) {
            guard let position = columns.index(of: name) else {
                throw .missingColumn(name)
            }
            return try value(at: position, as: type)
        }
    }

    func value<Value: SQLDecodable>(at position: Int, as type: Value.Type) throws(SQLError) -> Value {
        guard position < columns.types.count else {
            throw SQLError(
                .missingColumn,
                "The row has \(columns.names.count) columns and none at position \(position)."
            )
        }
        do {
            return try Value(sql: cell(at: position))
        } catch {
            throw .decodingFailed(columns.names[position], error)
        }
    }

    /// Decodes the first columns as a tuple.
    ///
    /// - Throws: ``SQLError`` with the code `decodingFailed` or `missingColumn`, naming the column.
    public func decode<First: SQLDecodable, Second: SQLDecodable, each Rest: SQLDecodable>(
        _ first: First.Type,
        _ second: Second.Type,
        _ rest: repeat (each Rest).Type
    ) throws(SQLError) -> (First, Second, repeat each Rest) {
        var cursor = SQLColumnCursor(row: self)
        return (try cursor.next(first), try cursor.next(second), repeat try cursor.next(each rest))
    }

    /// Decodes the first column.
    ///
    /// - Throws: ``SQLError`` with the code `decodingFailed` or `missingColumn`, naming the column.
    public func decode<Value: SQLDecodable>(_ type: Value.Type) throws(SQLError) -> Value {
        try value(at: 0, as: type)
    }

    /// Decodes the first column.
    ///
    /// - Throws: ``SQLError`` with the code `decodingFailed` or `missingColumn`, naming the column.
    public func decode<Value: SQLDecodable & Decodable>(_ type: Value.Type) throws(SQLError) -> Value {
        try value(at: 0, as: type)
    }

    /// Decodes the row as a model that reads its own columns.
    ///
    /// - Throws: ``SQLError`` with the code `decodingFailed` or `missingColumn`, naming the column.
    public func decode<Model: SQLRowDecodable>(_ type: Model.Type) throws(SQLError) -> Model {
        try Model(row: self)
    }

    /// Decodes the row as a model that reads its own columns.
    ///
    /// - Throws: ``SQLError`` with the code `decodingFailed` or `missingColumn`, naming the column.
    public func decode<Model: SQLRowDecodable & Decodable>(_ type: Model.Type) throws(SQLError) -> Model {
        try Model(row: self)
    }

    /// Decodes the row as a `Decodable` model: each property from the column of the same name, or else from the one whose
    /// name differs only in underscores and case, so that `avatarURL` reads `avatar_url`.
    ///
    /// - Throws: ``SQLError`` with the code `missingColumn`, also for an optional property, or `decodingFailed`, also if a
    ///   property matches two columns; the message names the column.
    public func decode<Model: Decodable>(_ type: Model.Type) throws(SQLError) -> Model {
        try decode(type, missingColumns: .error)
    }

    /// Decodes the row as a `Decodable` model, with a policy for optional properties without a column.
    ///
    /// - Throws: As ``decode(_:)``.
    public func decode<Model: Decodable>(
        _ type: Model.Type,
        missingColumns: SQLMissingColumns
    ) throws(SQLError) -> Model {
        do {
            return try Model(from: SQLRowDecoder(row: self, missingColumns: missingColumns))
        } catch let error as SQLError {
            throw error
        } catch {
            throw SQLError(.decodingFailed, "The row could not be decoded to \(Model.self).")
        }
    }
}

/// The position in a row while a parameter pack is expanded.
private struct SQLColumnCursor {
    let row: SQLRow
    var position = 0

    mutating func next<Value: SQLDecodable>(_ type: Value.Type) throws(SQLError) -> Value {
        defer { position += 1 }
        return try row.value(at: position, as: type)
    }
}

extension SQLError {
    static func missingColumn(_ name: String) -> SQLError {
        var error = SQLError(.missingColumn, "The row has no column \"\(name)\".")
        error.column = name
        return error
    }

    static func decodingFailed(_ column: String, _ failure: SQLDecodingFailure) -> SQLError {
        var error = SQLError(.decodingFailed, "Column \"\(column)\" \(failure).")
        error.column = column
        error.underlyingError = failure
        return error
    }
}
