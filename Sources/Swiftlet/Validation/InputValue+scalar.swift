import SwiftletJSON

extension InputValue {
    /// An input reduced to the kinds that scalar decoders distinguish.
    enum Scalar {
        case null
        case bool(Bool)
        case number(JSONNumber)
        /// A JSON string, or the string of a parameter, which may represent any type.
        case string(String)
        /// An array, an object or a file.
        case other
    }

    /// The value as a scalar; the last value of a repeated parameter.
    var scalar: Scalar {
        switch self {
        case .node(let node):
            switch node.kind {
            case .null: .null
            case .bool: node.bool.map { .bool($0) } ?? .other
            case .number: node.number.map { .number($0) } ?? .other
            case .string: node.string.map { .string($0) } ?? .other
            case .array, .object: .other
            }
        case .value(let value):
            switch value {
            case .null: .null
            case .bool(let bool): .bool(bool)
            case .number(let number): .number(number)
            case .string(let text): .string(text)
            case .array, .object: .other
            }
        case .text(let text): .string(text)
        case .texts(let texts): texts.last.map { .string($0) } ?? .other
        case .list(let values): values.last?.scalar ?? .other
        case .fields, .file, .form: .other
        }
    }
}
