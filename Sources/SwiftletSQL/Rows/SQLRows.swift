/// The result of a statement: its rows in memory, and how many rows it changed.
public struct SQLRows: Sendable {
    private let storage: RowStorage

    /// How many rows the statement inserted, updated or deleted; 0 for one that only reads.
    public let affectedCount: Int

    init(columns: SQLColumns, buffer: RowBuffer, affectedCount: Int) {
        storage = RowStorage(columns: columns, buffer: buffer)
        self.affectedCount = affectedCount
    }

    var columns: SQLColumns { storage.columns }

    /// The names of the columns, in their order.
    public var columnNames: [String] { columns.names }

    /// Every row as a tuple of its first columns.
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

    /// The first column of every row.
    ///
    /// - Throws: ``SQLError`` with the code `decodingFailed`, naming the column.
    public func decode<Value: SQLDecodable>(_ type: Value.Type) throws(SQLError) -> [Value] {
        try decodeEach { row throws(SQLError) in try row.decode(type) }
    }

    /// Every row as a model.
    ///
    /// - Throws: ``SQLError`` with the code `decodingFailed` or `missingColumn`, naming the column.
    public func decode<Model: SQLRowDecodable>(_ type: Model.Type) throws(SQLError) -> [Model] {
        try decodeEach { row throws(SQLError) in try row.decode(type) }
    }

    /// Every row as a `Decodable` model.
    ///
    /// - Throws: ``SQLError`` with the code `decodingFailed` or `missingColumn`, naming the column.
    public func decode<Model: Decodable>(_ type: Model.Type) throws(SQLError) -> [Model] {
        try decodeEach { row throws(SQLError) in try row.decode(type) }
    }

    /// Every row as a `Decodable` model of which not every optional property needs a column.
    ///
    /// - Throws: ``SQLError`` with the code `decodingFailed` or `missingColumn`, naming the column.
    public func decode<Model: Decodable>(
        _ type: Model.Type,
        missingColumns: SQLMissingColumns
    ) throws(SQLError) -> [Model] {
        try decodeEach { row throws(SQLError) in try row.decode(type, missingColumns: missingColumns) }
    }

    /// Every row as a model that is also `Decodable`, by its own way to read rows.
    ///
    /// - Throws: ``SQLError`` with the code `decodingFailed` or `missingColumn`, naming the column.
    public func decode<Model: SQLRowDecodable & Decodable>(_ type: Model.Type) throws(SQLError) -> [Model] {
        try decodeEach { row throws(SQLError) in try row.decode(type) }
    }

    /// The first column of every row.
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

    /// The row at an index from 0 on.
    public subscript(position: Int) -> SQLRow {
        precondition(position >= 0 && position < storage.rowCount, "The result has no row at this index.")
        return SQLRow(storage, offset: position * columns.names.count)
    }
}
