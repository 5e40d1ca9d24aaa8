/// The result of a statement: its rows, and the number of rows that it changed.
///
/// ```swift
/// let user = try await database.query("SELECT * FROM users WHERE id = \(id)").one().decode(User.self)
/// ```
public struct SQLRows: Sendable {
    private let storage: RowStorage

    /// The number of rows that the statement inserted, updated or deleted; 0 for a query.
    public let affectedCount: Int

    init(columns: SQLColumns, buffer: RowBuffer, affectedCount: Int) {
        storage = RowStorage(columns: columns, buffer: buffer)
        self.affectedCount = affectedCount
    }

    var columns: SQLColumns { storage.columns }

    /// The names of the columns, in order.
    public var columnNames: [String] { columns.names }

    /// Decodes each row as a tuple of its first columns.
    ///
    /// - Throws: ``SQLError`` with the code `decodingFailed`, naming the column.
    public func decode<First: SQLDecodable, Second: SQLDecodable, each Rest: SQLDecodable>(
        _ first: First.Type,
        _ second: Second.Type,
        _ rest: repeat (each Rest).Type
    ) throws(SQLError) -> [(First, Second, repeat each Rest)] {
        var values: [(First, Second, repeat each Rest)] = []
        values.reserveCapacity(count)
        for row in self {
            values.append(try row.decode(first, second, repeat each rest))
        }
        return values
    }

    /// Decodes the first column of each row.
    ///
    /// - Throws: ``SQLError`` with the code `decodingFailed`, naming the column.
    public func decode<Value: SQLDecodable>(_ type: Value.Type) throws(SQLError) -> [Value] {
        try decodeEach { row throws(SQLError) in try row.decode(type) }
    }

    /// Decodes each row as a model.
    ///
    /// - Throws: ``SQLError`` with the code `decodingFailed` or `missingColumn`, naming the column.
    public func decode<Model: SQLRowDecodable>(_ type: Model.Type) throws(SQLError) -> [Model] {
        try decodeEach { row throws(SQLError) in try row.decode(type) }
    }

    /// Decodes each row as a `Decodable` model.
    ///
    /// - Throws: ``SQLError`` with the code `decodingFailed` or `missingColumn`, naming the column.
    public func decode<Model: Decodable>(_ type: Model.Type) throws(SQLError) -> [Model] {
        try decodeEach { row throws(SQLError) in try row.decode(type) }
    }

    /// Decodes each row as a `Decodable` model, with a policy for optional properties without a column.
    ///
    /// - Throws: ``SQLError`` with the code `decodingFailed` or `missingColumn`, naming the column.
    public func decode<Model: Decodable>(
        _ type: Model.Type,
        missingColumns: SQLMissingColumns
    ) throws(SQLError) -> [Model] {
        try decodeEach { row throws(SQLError) in try row.decode(type, missingColumns: missingColumns) }
    }

    /// Decodes each row as a model that conforms to both protocols, with `SQLRowDecodable`.
    ///
    /// - Throws: ``SQLError`` with the code `decodingFailed` or `missingColumn`, naming the column.
    public func decode<Model: SQLRowDecodable & Decodable>(_ type: Model.Type) throws(SQLError) -> [Model] {
        try decodeEach { row throws(SQLError) in try row.decode(type) }
    }

    /// Decodes the first column of each row.
    ///
    /// - Throws: ``SQLError`` with the code `decodingFailed`, naming the column.
    public func decode<Value: SQLDecodable & Decodable>(_ type: Value.Type) throws(SQLError) -> [Value] {
        try decodeEach { row throws(SQLError) in try row.decode(type) }
    }

    private func decodeEach<Value>(_ decode: (SQLRow) throws(SQLError) -> Value) throws(SQLError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(count)
        for row in self {
            values.append(try decode(row))
        }
        return values
    }
}

extension SQLRows: RandomAccessCollection {
    /// The index of the first row: 0.
    public var startIndex: Int { 0 }

    /// The number of rows.
    public var endIndex: Int { storage.rowCount }

    /// Returns the row at an index, counted from 0.
    public subscript(position: Int) -> SQLRow {
        precondition(position >= 0 && position < storage.rowCount, "The result has no row at this index.")
        return SQLRow(storage, offset: position * columns.names.count)
    }
}
