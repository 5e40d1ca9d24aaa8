public import Swiftlet
public import SwiftletJSON

/// A DynamoDB attribute value.
public indirect enum AttributeValue: Sendable, Hashable {
    /// A string.
    case string(String)
    /// A number in decimal text: DynamoDB numbers have up to 38 digits.
    case number(String)
    /// Binary data.
    case binary([UInt8])
    /// A boolean.
    case bool(Bool)
    /// Null.
    case null
    /// A list.
    case list([AttributeValue])
    /// A map.
    case map([String: AttributeValue])
    /// A string set.
    case stringSet([String])
    /// A number set, each number in decimal text.
    case numberSet([String])
    /// A binary set.
    case binarySet([[UInt8]])

    /// Creates an attribute value from DynamoDB JSON, such as `{"S": "text"}`.
    ///
    /// - Throws: ``EventError`` if the JSON is not an attribute value.
    public init(_ node: JSONNode) throws(EventError) {
        guard node.count == 1, let (key, value) = node.rawMembers.first(where: { _ in true }) else {
            throw .wrongType(node, expected: "an attribute value with exactly one type")
        }
        let type = key.string ?? ""
        switch type {
        case "S": self = .string(try Self.text(value, type))
        case "N": self = .number(try Self.text(value, type))
        case "B": self = .binary(try Self.bytes(value, type))
        case "BOOL":
            guard let bool = value.bool else { throw .wrongType(value, expected: "true or false", at: type) }
            self = .bool(bool)
        case "NULL": self = .null
        case "L":
            self = .list(try Self.list(value, type: type) { (node) throws(EventError) in try AttributeValue(node) })
        case "M": self = .map(try Self.map(value))
        case "SS":
            self = .stringSet(try Self.list(value, type: type) { (node) throws(EventError) in try Self.text(node, "") })
        case "NS":
            self = .numberSet(try Self.list(value, type: type) { (node) throws(EventError) in try Self.text(node, "") })
        case "BS":
            self = .binarySet(
                try Self.list(value, type: type) { (node) throws(EventError) in try Self.bytes(node, "") }
            )
        default: throw EventError(.invalidValue, "The attribute value has an unknown type.")
        }
    }

    /// Decodes an item or a map.
    static func map(_ node: JSONNode) throws(EventError) -> [String: AttributeValue] {
        guard node.kind == .object else { throw .wrongType(node, expected: "an object") }
        var map: [String: AttributeValue] = [:]
        for (key, value) in node.members {
            do {
                map[key] = try AttributeValue(value)
            } catch {
                throw error.inside(key)
            }
        }
        return map
    }

    private static func text(_ node: JSONNode, _ type: String) throws(EventError) -> String {
        guard let text = node.string else { throw .wrongType(node, expected: "a string", at: type) }
        return text
    }

    private static func bytes(_ node: JSONNode, _ type: String) throws(EventError) -> [UInt8] {
        guard let bytes = Base64.decode(try text(node, type)) else {
            throw EventError(.invalidBase64, "The binary attribute is not valid base64.", at: type)
        }
        return bytes
    }

    private static func list<Element>(
        _ node: JSONNode,
        type: String,
        read: (JSONNode) throws(EventError) -> Element
    ) throws(EventError) -> [Element] {
        guard node.kind == .array else { throw .wrongType(node, expected: "an array", at: type) }
        var elements: [Element] = []
        for element in node.elements {
            do {
                elements.append(try read(element))
            } catch {
                throw error.inside("[\(elements.count)]")
            }
        }
        return elements
    }
}

extension AttributeValue {
    /// The string, or `nil` if the value has another type.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The number if it is an integer that fits in `Int`, otherwise `nil`.
    public var int: Int? {
        if case .number(let text) = self { Int(text) } else { nil }
    }

    /// The number as a `Double`, or `nil` if the value has another type.
    public var double: Double? {
        if case .number(let text) = self { Double(text) } else { nil }
    }

    /// The bytes, or `nil` if the value has another type.
    public var binary: [UInt8]? {
        if case .binary(let bytes) = self { bytes } else { nil }
    }

    /// The boolean, or `nil` if the value has another type.
    public var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The list, or `nil` if the value has another type.
    public var list: [AttributeValue]? {
        if case .list(let values) = self { values } else { nil }
    }

    /// The map, or `nil` if the value has another type.
    public var map: [String: AttributeValue]? {
        if case .map(let values) = self { values } else { nil }
    }

    /// The value as plain JSON: sets become arrays, binary data base64 strings, and maps objects sorted by key.
    public var json: JSON {
        switch self {
        case .string(let text): .string(text)
        case .number(let text): (try? JSONNumber(text: text)).map { .number($0) } ?? .string(text)
        case .binary(let bytes): .string(Base64.encode(bytes))
        case .bool(let value): .bool(value)
        case .null: .null
        case .list(let values): .array(values.map(\.json))
        case .map(let values): .object(JSONObject(attributes: values))
        case .stringSet(let texts): .array(texts.map { .string($0) })
        case .numberSet(let texts): .array(texts.map { AttributeValue.number($0).json })
        case .binarySet(let sets): .array(sets.map { .string(Base64.encode($0)) })
        }
    }
}

extension JSONObject {
    /// Creates plain JSON from the attributes of an item, sorted by name.
    public init(attributes: [String: AttributeValue]) {
        self = [:]
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
            self[name] = value.json
        }
    }
}
