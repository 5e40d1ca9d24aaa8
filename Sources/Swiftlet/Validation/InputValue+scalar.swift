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

extension String {
    /// The string with leading and trailing whitespace removed, like Python's `str.strip`.
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
    /// Whether Python's `str.isspace` is true: whitespace, and the separators U+001C to U+001F.
    fileprivate var isPythonWhitespace: Bool {
        if isASCII { return value == 0x20 || 0x09...0x0d ~= value || 0x1c...0x1f ~= value }
        return properties.isWhitespace
    }
}
