/// A YAML 1.2 document (https://yaml.org/spec/1.2.2/) that YAML 1.1 parsers read the same way.
indirect enum YAML: Sendable {
    case string(String)
    case integer(Int)
    case boolean(Bool)
    case list([YAML])
    /// Ordered names and values.
    case map([(name: String, value: YAML)])
    /// A scalar with a tag, such as `!Ref Queue`.
    case tagged(String, String)

    /// The document as text, with a trailing line feed.
    var text: String {
        var lines: [String] = []
        write(to: &lines, indentation: 0)
        return lines.joined(separator: "\n") + "\n"
    }

    /// The text, if it fits on the line of a name or a dash.
    private var inline: String? {
        switch self {
        case .string(let text): Self.scalar(text)
        case .integer(let number): "\(number)"
        case .boolean(let value): "\(value)"
        case .tagged(let tag, let text): "!\(tag) \(Self.scalar(text))"
        case .list(let elements): elements.isEmpty ? "[]" : nil
        case .map(let members): members.isEmpty ? "{}" : nil
        }
    }

    private func write(to lines: inout [String], indentation: Int) {
        let space = String(repeating: " ", count: indentation)
        switch self {
        case .list(let elements) where !elements.isEmpty:
            for element in elements {
                if let inline = element.inline {
                    lines.append("\(space)- \(inline)")
                } else {
                    let start = lines.count
                    element.write(to: &lines, indentation: indentation + 2)
                    lines[start] = "\(space)- \(lines[start].dropFirst(indentation + 2))"
                }
            }
        case .map(let members) where !members.isEmpty:
            for (name, value) in members {
                if let inline = value.inline {
                    lines.append("\(space)\(Self.scalar(name)): \(inline)")
                } else {
                    lines.append("\(space)\(Self.scalar(name)):")
                    value.write(to: &lines, indentation: indentation + 2)
                }
            }
        default:
            lines.append(space + (inline ?? ""))
        }
    }

    /// The text as a plain scalar if it is unambiguous, otherwise quoted.
    private static func scalar(_ text: String) -> String {
        isPlain(text) ? text : "\"\(text.unicodeScalars.map(escaped).joined())\""
    }

    private static func isPlain(_ text: String) -> Bool {
        // YAML 1.1 parses these words as booleans.
        let words: Set = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]
        guard let first = text.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic || first == "/",
            !words.contains(text.lowercased()), !text.hasSuffix(" "), !text.hasSuffix(":"), !text.contains(": ")
        else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
                || "_-./: ".unicodeScalars.contains(scalar)
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\t": "\\t"
        // Control characters, and line separators of YAML 1.1.
        case "\0"..<" ", "\u{7F}"..."\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}":
            "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
                + String(scalar.value, radix: 16)
        default: String(Character(scalar))
        }
    }
}

extension YAML: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral text: String) { self = .string(text) }
    init(integerLiteral number: Int) { self = .integer(number) }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
    init(arrayLiteral elements: YAML...) { self = .list(elements) }
    init(dictionaryLiteral members: (String, YAML)...) { self = .map(members.map { (name: $0, value: $1) }) }

    /// The map with an additional member.
    func adding(_ name: String, _ value: YAML?) -> YAML {
        guard case .map(let members) = self, let value else { return self }
        return .map(members + [(name: name, value: value)])
    }

    /// The map with the members of another map.
    func adding(_ other: YAML) -> YAML {
        guard case .map(let members) = self, case .map(let others) = other else { return self }
        return .map(members + others)
    }

    /// The map with a member replaced; unchanged if it has no such member.
    func updating(_ name: String, _ change: (YAML) -> YAML) -> YAML {
        guard case .map(let members) = self else { return self }
        return .map(members.map { ($0.name, $0.name == name ? change($0.value) : $0.value) })
    }
}
