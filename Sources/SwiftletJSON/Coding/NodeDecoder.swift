/// Decodes from one value of a document.
struct NodeDecoder: Decoder {
    let node: JSONNode
    let parent: CodingPath?
    let key: (any CodingKey)?

    /// Creates a decoder of a value under a key; without a key, of a root value.
    init(node: JSONNode, parent: CodingPath? = nil, key: (any CodingKey)? = nil) {
        self.node = node
        self.parent = parent
        self.key = key
    }

    private var path: CodingPath? { key.map { CodingPath(parent, $0) } ?? parent }

    var codingPath: [any CodingKey] { CodingPath.keys(path) }

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard node.kind == .object else { throw mismatch([String: Any].self, "an object") }
        return KeyedDecodingContainer(KeyedNodeContainer<Key>(node: node, path: path))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard node.kind == .array else { throw mismatch([Any].self, "an array") }
        return UnkeyedNodeContainer(node: node, path: path)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

    /// Decodes a value of a type that decodes itself.
    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        // Fast path for the common element types, without a single-value container.
        if T.self == String.self, let value = try string() as? T { return value }
        if T.self == JSON.self, let value = node.value as? T { return value }
        return try foundationValue(type) ?? T(from: self)
    }

    func bool() throws -> Bool {
        guard let value = node.bool else { throw mismatch(Bool.self, "a bool") }
        return value
    }

    func string() throws -> String {
        guard let value = node.string else { throw mismatch(String.self, "a string") }
        return value
    }

    func double() throws -> Double {
        guard node.kind == .number else { throw mismatch(Double.self, "a number") }
        guard let value = node.double else { throw corrupted("The number is out of range for Double.") }
        return value
    }

    func float() throws -> Float {
        // From the literal, not through a double, which would round twice.
        guard let text = node.numberText else { throw mismatch(Float.self, "a number") }
        guard let value = Float(text), value.isFinite else {
            throw corrupted("The number is out of range for Float.")
        }
        return value
    }

    /// Decodes an integer; a number with a fraction or exponent is accepted if its value is an integer, such as `2.0` and `1e3`.
    func integer<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
        guard node.kind == .number, let number = node.number else { throw mismatch(type, "an integer") }
        let storage =
            if case .double(let value) = number.storage {
                JSONNumber.integer(value) ?? .literal(value.description)
            } else {
                number.storage
            }
        let value: T? =
            switch storage {
            case .integer(let value): T(exactly: value)
            case .unsigned(let value): T(exactly: value)
            case .literal(let text): DecimalForm(text).integerText.flatMap { T($0) }
            case .double: nil
            }
        guard let value else {
            throw corrupted("The number is not an integer in the range of \(type).")
        }
        return value
    }

    func mismatch(_ type: Any.Type, _ expected: String) -> DecodingError {
        let context = DecodingError.Context(
            codingPath: codingPath,
            debugDescription: "Expected \(expected) but found \(node.kind.phrase) at byte \(node.offset)."
        )
        return node.isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    func corrupted(_ message: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: codingPath, debugDescription: message))
    }
}

extension NodeDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { node.isNull }
    func decode(_ type: Bool.Type) throws -> Bool { try bool() }
    func decode(_ type: String.Type) throws -> String { try string() }
    func decode(_ type: Double.Type) throws -> Double { try double() }
    func decode(_ type: Float.Type) throws -> Float { try float() }
    func decode(_ type: Int.Type) throws -> Int { try integer(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
    func decode(_ type: Int128.Type) throws -> Int128 { try integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }
    func decode(_ type: UInt128.Type) throws -> UInt128 { try integer(type) }
}

extension JSONNode.Kind {
    /// The kind with its article, for messages.
    var phrase: String {
        switch self {
        case .null: "null"
        case .bool: "a bool"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
