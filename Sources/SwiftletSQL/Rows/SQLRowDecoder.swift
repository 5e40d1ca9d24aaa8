/// A `Decoder` for a row, whose columns are the properties.
struct SQLRowDecoder: Decoder {
    let row: SQLRow
    let missingColumns: SQLMissingColumns

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(SQLRowContainer(row: row, missingColumns: missingColumns))
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

/// A keyed container that maps property names to columns.
private struct SQLRowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let row: SQLRow
    let missingColumns: SQLMissingColumns

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { row.columnNames.compactMap(Key.init(stringValue:)) }

    private func find(_ key: Key) throws(SQLError) -> SQLCellContainer? {
        try row.columns.position(ofProperty: key.stringValue)
            .map { position in
                SQLCellContainer(column: row.columns.names[position], cell: row.cell(at: position))
            }
    }

    private func container(_ key: Key) throws(SQLError) -> SQLCellContainer {
        guard let container = try find(key) else { throw .missingColumn(key.stringValue) }
        return container
    }

    func contains(_ key: Key) -> Bool { (try? find(key)) != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try container(key).decodeNil() }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try container(key).decode(type)
    }

    private func optional<Value: Decodable>(_ type: Value.Type, _ key: Key) throws -> Value? {
        guard let container = try find(key) else {
            guard missingColumns == .asNil else { throw SQLError.missingColumn(key.stringValue) }
            return nil
        }
        return container.decodeNil() ? nil : try container.decode(type)
    }

    // The default implementations return `nil` for a missing column. Synthesized conformances call the exact overload.
    func decodeIfPresent<V: Decodable>(_ type: V.Type, forKey key: Key) throws -> V? { try optional(type, key) }
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try optional(type, key) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try optional(type, key) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try optional(type, key) }
    func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? { try optional(type, key) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try optional(type, key) }
    func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? { try optional(type, key) }
    func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? { try optional(type, key) }
    func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? { try optional(type, key) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try optional(type, key) }
    func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? { try optional(type, key) }
    func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? { try optional(type, key) }
    func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? { try optional(type, key) }
    func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? { try optional(type, key) }
    func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? { try optional(type, key) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        throw SQLCellContainer.notNested(key.stringValue)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw SQLCellContainer.notNested(key.stringValue)
    }

    func superDecoder() throws -> any Decoder { SQLRowDecoder(row: row, missingColumns: missingColumns) }
    func superDecoder(forKey key: Key) throws -> any Decoder { SQLCellDecoder(container: try container(key)) }
}

/// A `Decoder` for a single column, for enumerations and wrappers with a raw value.
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
            SQLDecodingFailure("cannot be decoded to a type with properties: conform it to SQLDecodable")
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
}
