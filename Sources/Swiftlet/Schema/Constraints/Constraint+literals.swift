import SwiftletJSON

extension Constraint where Value: SchemaValue & Equatable & Sendable {
    /// Requires one of the given values; a single value makes the field a constant.
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
    /// The value as JSON, or `null` if JSON cannot represent it.
    var literal: JSON {
        var writer = JSONWriter(reserving: 16)
        guard (try? encode(to: &writer)) != nil else { return .null }
        return (try? JSON(parsing: writer.finish())) ?? .null
    }
}

extension SchemaValue {
    /// Returns whether two strings have the same bytes; Swift's `==` also accepts canonical equivalence.
    ///
    /// Always `true` for other types.
    func hasSameBytes(as other: Self) -> Bool {
        guard Self.self == String.self, let text = self as? String, let other = other as? String else { return true }
        return text.utf8Equals(other)
    }
}

/// The list of expected values in the form of Pydantic's messages: `'a', 'b' or 3`.
struct ExpectedValues {
    let text: String

    init(_ values: [JSON]) {
        let names = values.map(\.pythonRepr)
        guard let last = names.last, names.count > 1 else {
            self.text = names.first ?? ""
            return
        }
        self.text = names.dropLast().joined(separator: ", ") + " or " + last
    }
}

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
