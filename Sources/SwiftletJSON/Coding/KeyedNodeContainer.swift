/// Decodes from the members of an object.
struct KeyedNodeContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let node: JSONNode
    private let path: CodingPath?

    /// The members by name, if a linear search would be slow.
    private let index: [UTF8Key: JSONNode]?

    init(node: JSONNode, path: CodingPath?) {
        self.node = node
        self.path = path
        index =
            node.count > 24
            ? Dictionary(node.members.map { (UTF8Key($0.key), $0.value) }, uniquingKeysWith: { _, last in last }) : nil
    }

    var codingPath: [any CodingKey] { CodingPath.keys(path) }

    var allKeys: [Key] { node.members.compactMap { Key(stringValue: $0.key) } }

    func contains(_ key: Key) -> Bool { find(key) != nil }

    private func find(_ key: Key) -> JSONNode? {
        index.map { $0[UTF8Key(key.stringValue)] } ?? node[key.stringValue]
    }

    private func decoder(_ key: Key) throws -> NodeDecoder {
        guard let value = find(key) else {
            let message = "There is no member \"\(key.stringValue)\" in the object at byte \(node.offset)."
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: message))
        }
        return NodeDecoder(node: value, parent: path, key: key)
    }

    func decodeNil(forKey key: Key) throws -> Bool { try decoder(key).node.isNull }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try decoder(key).bool() }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try decoder(key).string() }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try decoder(key).double() }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try decoder(key).float() }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try decoder(key).integer(type) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try decoder(key).integer(type) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try decoder(key).integer(type) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try decoder(key).integer(type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try decoder(key).integer(type) }
    func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 { try decoder(key).integer(type) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try decoder(key).integer(type) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try decoder(key).integer(type) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try decoder(key).integer(type) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try decoder(key).integer(type) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try decoder(key).integer(type) }
    func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 { try decoder(key).integer(type) }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try decoder(key).decode(type) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try decoder(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder {
        guard let value = node[JSONKey.super.stringValue] else {
            let message = "There is no member \"super\" in the object at byte \(node.offset)."
            throw DecodingError.keyNotFound(JSONKey.super, .init(codingPath: codingPath, debugDescription: message))
        }
        return NodeDecoder(node: value, parent: path, key: JSONKey.super)
    }

    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }
}
