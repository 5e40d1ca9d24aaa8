/// Decodes from the elements of an array, in order.
struct UnkeyedNodeContainer: UnkeyedDecodingContainer {
    let count: Int?
    private(set) var currentIndex = 0

    private let node: JSONNode
    private let path: CodingPath?
    private var elements: JSONElements.Iterator
    private var current: JSONNode?

    init(node: JSONNode, path: CodingPath?) {
        self.node = node
        self.path = path
        count = node.count
        elements = node.elements.makeIterator()
        current = elements.next()
    }

    var codingPath: [any CodingKey] { CodingPath.keys(path) }

    var isAtEnd: Bool { current == nil }

    private func decoder(_ type: Any.Type) throws -> NodeDecoder {
        let key = JSONKey(currentIndex)
        guard let current else {
            let message = "The array at byte \(node.offset) has no more than \(currentIndex) elements."
            throw DecodingError.valueNotFound(type, .init(codingPath: codingPath + [key], debugDescription: message))
        }
        return NodeDecoder(node: current, parent: path, key: key)
    }

    /// Advances only if the element was decoded, as the protocol requires.
    private mutating func take<T>(_ type: T.Type, _ body: (NodeDecoder) throws -> T) throws -> T {
        let value = try body(decoder(type))
        current = elements.next()
        currentIndex += 1
        return value
    }

    mutating func decodeNil() throws -> Bool {
        guard try decoder(Never?.self).node.isNull else { return false }
        current = elements.next()
        currentIndex += 1
        return true
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool { try take(type) { try $0.bool() } }
    mutating func decode(_ type: String.Type) throws -> String { try take(type) { try $0.string() } }
    mutating func decode(_ type: Double.Type) throws -> Double { try take(type) { try $0.double() } }
    mutating func decode(_ type: Float.Type) throws -> Float { try take(type) { try $0.float() } }
    mutating func decode(_ type: Int.Type) throws -> Int { try take(type) { try $0.integer(type) } }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { try take(type) { try $0.integer(type) } }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { try take(type) { try $0.integer(type) } }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { try take(type) { try $0.integer(type) } }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { try take(type) { try $0.integer(type) } }
    mutating func decode(_ type: Int128.Type) throws -> Int128 { try take(type) { try $0.integer(type) } }
    mutating func decode(_ type: UInt.Type) throws -> UInt { try take(type) { try $0.integer(type) } }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try take(type) { try $0.integer(type) } }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try take(type) { try $0.integer(type) } }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try take(type) { try $0.integer(type) } }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try take(type) { try $0.integer(type) } }
    mutating func decode(_ type: UInt128.Type) throws -> UInt128 { try take(type) { try $0.integer(type) } }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try take(type) { try $0.decode(type) } }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try take(KeyedDecodingContainer<NestedKey>.self) { try $0.container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try take((any UnkeyedDecodingContainer).self) { try $0.unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder {
        try take((any Decoder).self) { $0 }
    }
}
