import SwiftletJSON

extension JSON {
    /// The value in the format of Python's `repr`.
    var pythonRepr: String {
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
    var pythonRepr: String {
        let quote: Unicode.Scalar = unicodeScalars.contains("'") && !unicodeScalars.contains("\"") ? "\"" : "'"
        var result = String.UnicodeScalarView([quote])
        for scalar in unicodeScalars {
            switch scalar {
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\r": result.append(contentsOf: "\\r".unicodeScalars)
            case "\t": result.append(contentsOf: "\\t".unicodeScalars)
            case quote, "\\": result.append(contentsOf: ["\\", scalar])
            case _ where scalar.value < 0x20 || scalar.value == 0x7f:
                let digits = String(scalar.value, radix: 16)
                result.append(contentsOf: "\\x\(digits.count < 2 ? "0" : "")\(digits)".unicodeScalars)
            default: result.append(scalar)
            }
        }
        result.append(quote)
        return String(result)
    }
}
