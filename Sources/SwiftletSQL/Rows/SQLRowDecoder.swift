/// Reads a row for `Decodable`: properties are columns.
struct SQLRowDecoder: Decoder {
    let row: SQLRow

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(SQLRowContainer(row: row))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw SQLError(.decodingFailed, "A row decodes to a type with named properties, not to an array.")
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        guard let cell = row.cell(0) else {
            throw SQLError(.missingColumn, "The row has no columns.")
        }
        return SQLCellContainer(column: row.columns.names[0], cell: cell)
    }
}

/// The columns of a row by the names of the properties.
private struct SQLRowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let row: SQLRow

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { row.columnNames.compactMap(Key.init(stringValue:)) }

    private func position(_ key: Key) -> Int? {
        row.columns.index(of: key.stringValue) ?? row.columns.index(of: Self.snakeCase(key.stringValue))
    }

    private func container(_ key: Key) throws(SQLError) -> SQLCellContainer {
        guard let position = position(key) else {
            throw .missingColumn(key.stringValue)
        }
        return SQLCellContainer(column: row.columns.names[position], cell: row.cell(at: position))
    }

    /// `isActive` as `is_active`.
    private static func snakeCase(_ name: String) -> String {
        var result = ""
        for character in name {
            if character.isUppercase {
                result += "_" + character.lowercased()
            } else {
                result.append(character)
            }
        }
        return result
    }

    func contains(_ key: Key) -> Bool { position(key) != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try container(key).decodeNil() }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try container(key).decode(type)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        throw SQLCellContainer.notNested(key.stringValue)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw SQLCellContainer.notNested(key.stringValue)
    }

    func superDecoder() throws -> any Decoder { SQLRowDecoder(row: row) }
    func superDecoder(forKey key: Key) throws -> any Decoder { SQLCellDecoder(container: try container(key)) }
}

/// One column as a value of its own, for enumerations and wrappers with a raw value.
private struct SQLCellDecoder: Decoder {
    let container: SQLCellContainer

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        throw SQLCellContainer.notNested(container.column)
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw SQLCellContainer.notNested(container.column)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { container }
}

private struct SQLCellContainer: SingleValueDecodingContainer {
    let column: String
    let cell: SQLCell

    var codingPath: [any CodingKey] { [] }

    static func notNested(_ column: String) -> SQLError {
        SQLError.decodingFailed(
            column,
            SQLDecodingFailure("does not decode to a type with parts: conform it to SQLDecodable")
        )
    }

    func decodeNil() -> Bool { cell.isNull }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if let decodable = type as? any SQLDecodable.Type, let value = try read(decodable) as? Value {
            return value
        }
        return try Value(from: SQLCellDecoder(container: self))
    }

    private func read(_ type: any SQLDecodable.Type) throws(SQLError) -> any SQLDecodable {
        do {
            return try type.init(sql: cell)
        } catch {
            throw .decodingFailed(column, error)
        }
    }

    private func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws(SQLError) -> Value {
        let wide = try read(Int64.self)
        guard let wide = wide as? Int64, let value = Value(exactly: wide) else {
            throw .decodingFailed(column, SQLDecodingFailure("holds a number that \(Value.self) cannot hold"))
        }
        return value
    }

    // The standard library's own integers without a type in the database. The others conform and take the way above.
    func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }
}
