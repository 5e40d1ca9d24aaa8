extension JSON {
    /// The value in the format of Python's `repr`.
    package var pythonRepr: String {
        switch self {
        case .null: "None"
        case .bool(let value): value ? "True" : "False"
        case .number(let number): number.text
        case .string(let text): text.pythonRepr
        case .array(let elements): "[\(elements.map(\.pythonRepr).joined(separator: ", "))]"
        case .object(let object):
            "{\(object.map { "\($0.pythonRepr): \($1.pythonRepr)" }.joined(separator: ", "))}"
        }
    }
}

extension String {
    /// The string in the format of Python's `repr`: in single quotes, unless it contains single quotes and no double quotes.
    package var pythonRepr: String {
        let quote: Unicode.Scalar = unicodeScalars.contains("'") && !unicodeScalars.contains("\"") ? "\"" : "'"
        var result = String.UnicodeScalarView([quote])
        for scalar in unicodeScalars {
            switch scalar {
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\r": result.append(contentsOf: "\\r".unicodeScalars)
            case "\t": result.append(contentsOf: "\\t".unicodeScalars)
            case quote, "\\": result.append(contentsOf: ["\\", scalar])
            case _ where !scalar.isPrintable: result.append(contentsOf: scalar.pythonEscape.unicodeScalars)
            default: result.append(scalar)
            }
        }
        result.append(quote)
        return String(result)
    }
}

extension Unicode.Scalar {
    /// Whether Python's `repr` does not escape the character.
    fileprivate var isPrintable: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: self == " "
        default: true
        }
    }

    /// The escape sequence of the character, such as `\xa0`, `\u200b` or `\U000e0001`.
    fileprivate var pythonEscape: String {
        let digits = String(value, radix: 16)
        let (prefix, width) = value < 0x100 ? ("\\x", 2) : value < 0x10000 ? ("\\u", 4) : ("\\U", 8)
        return prefix + String(repeating: "0", count: width - digits.count) + digits
    }
}
