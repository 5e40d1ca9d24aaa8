/// The parameters after a header field's value, as in `form-data; name="file"; filename="a.txt"` (RFC 9110, 5.6.6).
struct HeaderParameters {
    /// The value before the first parameter, without white space around it.
    let value: String
    private let parameters: [(name: String, value: String)]

    init(_ field: String) {
        var parts = Self.split(field)[...]
        self.value = parts.popFirst().map { String($0[...].trimmed) } ?? ""
        self.parameters = parts.compactMap { part in
            guard let equals = part.firstIndex(of: "=") else { return nil }
            let name = part[..<equals].trimmed.lowercased()
            return (name, Self.unquoted(part[part.index(after: equals)...].trimmed))
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

    private static func unquoted(_ text: Substring) -> String {
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return String(text) }
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
