/// The parameters after a header field's value, as in `form-data; name="file"; filename="a.txt"` (RFC 9110, 5.6.6).
struct HeaderParameters {
    /// The value before the first parameter, without white space around it.
    let value: String
    private let parameters: [(name: String, value: String)]

    init(_ field: String) {
        var parts = Self.split(field)[...]
        self.value = parts.popFirst()?.trimmingSpaces ?? ""
        self.parameters = parts.compactMap { part in
            guard let equals = part.firstIndex(of: "=") else { return nil }
            let name = String(part[..<equals]).trimmingSpaces.lowercased()
            return (name, Self.unquoted(String(part[part.index(after: equals)...]).trimmingSpaces))
        }
    }

    /// The first parameter of that name, in any case.
    subscript(_ name: String) -> String? {
        parameters.first { $0.name == name }?.value
    }

    /// Splits at semicolons that stand outside of quotes.
    private static func split(_ field: String) -> [String] {
        var parts: [String] = [""]
        var isQuoted = false
        var isEscaped = false
        for character in field {
            if character == ";" && !isQuoted {
                parts.append("")
                continue
            }
            if character == "\"" && !isEscaped { isQuoted.toggle() }
            isEscaped = character == "\\" && isQuoted && !isEscaped
            parts[parts.count - 1].append(character)
        }
        return parts
    }

    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return text }
        var result = ""
        var isEscaped = false
        for character in text.dropFirst().dropLast() {
            if character == "\\" && !isEscaped {
                isEscaped = true
            } else {
                result.append(character)
                isEscaped = false
            }
        }
        return result
    }
}

extension String {
    /// The text without spaces and tabs at its ends.
    var trimmingSpaces: String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
            return ""
        }
        return String(self[first...last])
    }
}
