import SwiftletJSON

extension Constraint where Value: SchemaValue & Equatable & Sendable {
    /// Allows certain values only, such as one for a field that is always the same.
    public static func oneOf(_ values: Value...) -> Constraint {
        let literals = values.map(\.literal)
        let expected = ExpectedValues(literals).text
        return Constraint(
            check: { value, shown, validation in
                if values.contains(where: { $0 == value && $0.hasSameBytes(as: value) }) { return true }
                validation.record(
                    "literal_error",
                    "Input should be \(expected)",
                    input: shown(),
                    context: ["expected": .string(expected)]
                )
                return false
            },
            describe: { schema in
                if literals.count == 1 { schema["const"] = literals[0] } else { schema["enum"] = .array(literals) }
            }
        )
    }
}

extension SchemaValue {
    /// The value as JSON, or `null` if JSON cannot express it.
    var literal: JSON {
        var writer = JSONWriter(reserving: 16)
        guard (try? encode(to: &writer)) != nil else { return .null }
        return (try? JSON(parsing: writer.finish())) ?? .null
    }
}

extension SchemaValue {
    /// Whether both have the same bytes if they are texts, which Swift takes for equal if they are equivalent.
    func hasSameBytes(as other: Self) -> Bool {
        guard Self.self == String.self, let text = self as? String, let other = other as? String else { return true }
        return text.utf8Equals(other)
    }
}

/// The values that are expected, as Pydantic's messages name them: `'a', 'b' or 3`.
struct ExpectedValues {
    let text: String

    init(_ values: [JSON]) {
        let names = values.map(\.pythonText)
        guard let last = names.last, names.count > 1 else {
            self.text = names.first ?? ""
            return
        }
        self.text = names.dropLast().joined(separator: ", ") + " or " + last
    }
}

extension JSON {
    /// The value as Python's `repr` writes it.
    var pythonText: String {
        switch self {
        case .null: "None"
        case .bool(let value): value ? "True" : "False"
        case .number(let number): number.text
        case .string(let text): text.pythonText
        case .array(let elements): "[\(elements.map(\.pythonText).joined(separator: ", "))]"
        case .object(let object):
            "{\(object.map { "\($0.pythonText): \($1.pythonText)" }.joined(separator: ", "))}"
        }
    }
}

extension String {
    /// The text as Python's `repr` writes it: in single quotes, unless it has some and no double ones.
    var pythonText: String {
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
    /// Whether Python's `repr` writes it as it is.
    fileprivate var isPrintable: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: self == " "
        default: true
        }
    }

    /// Its number, as in `\xa0`, `\u200b` or `\U000e0001`.
    fileprivate var pythonEscape: String {
        let digits = String(value, radix: 16)
        let (prefix, width) = value < 0x100 ? ("\\x", 2) : value < 0x10000 ? ("\\u", 4) : ("\\U", 8)
        return prefix + String(repeating: "0", count: width - digits.count) + digits
    }
}
