import SwiftletJSON

extension InputValue {
    /// A value as the decoders of single values see it.
    enum Scalar {
        case null
        case bool(Bool)
        case number(JSONNumber)
        /// A JSON string, or a text that may stand for any value.
        case string(String)
        /// An array, an object or a file.
        case other
    }

    /// The value as the decoders of single values see it; of a repeated name the last.
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

extension String {
    /// The text without white space at both ends, as Python strips it.
    var strippingWhitespace: String {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last,
            first.isPythonWhitespace || last.isPythonWhitespace
        else { return self }
        var rest = unicodeScalars[...]
        while let scalar = rest.first, scalar.isPythonWhitespace { rest.removeFirst() }
        while let scalar = rest.last, scalar.isPythonWhitespace { rest.removeLast() }
        return String(rest)
    }
}

extension Unicode.Scalar {
    /// Whether Python's `str.isspace` is true: white space, and the four separators among the control characters.
    fileprivate var isPythonWhitespace: Bool {
        if isASCII { return value == 0x20 || 0x09...0x0d ~= value || 0x1c...0x1f ~= value }
        return properties.isWhitespace
    }
}
