import Swiftlet
import SwiftletJSON

/// Replaces `{{NAME}}` by saved values.
///
/// In a text, a string is inserted without quotes. In a text that is itself JSON, such as the body of an HTTP event, a string
/// is escaped again, so that `{"name": "{{NAME}}"}` remains well-formed, and `{"id": {{ID}}}` is a number if the saved value is
/// one. A string that consists only of `{{json NAME}}` is replaced by the value itself, of any type. `{{encoded NAME}}`
/// percent-encodes the value for a query or a form; `{{env NAME}}` is the value of an environment variable, which
/// `{{encoded env NAME}}` percent-encodes. A base64 body is decoded first and encoded again.
struct Substitution {
    let values: SavedValues

    /// Replaces all placeholders of an event; an event without placeholders is returned unchanged.
    ///
    /// - Throws: ``FixtureError`` with `.unknownName` for an unknown name.
    func event(_ bytes: [UInt8]) throws(FixtureError) -> [UInt8] {
        guard let event = try? JSON(parsing: bytes) else { return bytes }
        let replaced = try value(event)
        return replaced == event ? bytes : replaced.bytes
    }

    /// The value of a string in an expectation: a value of any type if the string is a single placeholder, otherwise a text.
    ///
    /// It is `nil` if the string contains no placeholders.
    ///
    /// - Throws: ``FixtureError`` with `.unknownName` for an unknown name.
    func expected(_ text: String) throws(FixtureError) -> JSON? {
        guard text.contains("{{") else { return nil }
        if let reference = wholeReference(text) { return try value(of: reference, in: text) }
        let replaced = try replace(text, escaping: false)
        return replaced == text ? nil : .string(replaced)
    }

    private func value(_ value: JSON) throws(FixtureError) -> JSON {
        switch value {
        case .string(let text): return try string(text)
        case .array(let elements):
            var replaced: [JSON] = []
            for element in elements {
                replaced.append(try self.value(element))
            }
            return .array(replaced)
        case .object(let object):
            var replaced = JSONObject()
            for (key, member) in object {
                replaced[try replace(key, escaping: false)] = try self.value(member)
            }
            let isBase64 = object["isBase64Encoded"]?.bool == true || object["is_base64_encoded"]?.bool == true
            if isBase64, let body = object["body"]?.string {
                replaced["body"] = .string(try base64(body))
            }
            return .object(replaced)
        default: return value
        }
    }

    private func string(_ text: String) throws(FixtureError) -> JSON {
        guard text.contains("{{") else { return .string(text) }
        if let reference = wholeReference(text), reference.isJSON { return try value(of: reference, in: text) }
        let first = text.first { !$0.isWhitespace }
        let isEmbedded = first == "[" || (first == "{" && wholeReference(text) == nil)
        return .string(try replace(text, escaping: isEmbedded))
    }

    private func base64(_ body: String) throws(FixtureError) -> String {
        guard let bytes = Base64.decode(body), let text = String(validating: bytes, as: UTF8.self),
            case .string(let replaced) = try string(text), replaced != text
        else { return body }
        return Base64.encode(Array(replaced.utf8))
    }

    /// The placeholder in a string that consists only of it.
    private func wholeReference(_ text: String) -> Reference? {
        guard text.hasPrefix("{{"), text.hasSuffix("}}") else { return nil }
        return Reference(text.dropFirst(2).dropLast(2))
    }

    private func replace(_ text: String, escaping: Bool) throws(FixtureError) -> String {
        guard text.contains("{{") else { return text }
        var result = ""
        var rest = text[...]
        while let open = rest.firstRange(of: "{{") {
            let afterOpen = rest[open.upperBound...]
            guard let close = afterOpen.firstRange(of: "}}"),
                let reference = Reference(afterOpen[..<close.lowerBound]), !reference.isJSON
            else {
                // Braces without a name are part of the text; a placeholder may start at the second brace.
                result += rest[..<rest.index(after: open.lowerBound)]
                rest = rest[rest.index(after: open.lowerBound)...]
                continue
            }
            result += rest[..<open.lowerBound]
            let value = try value(of: reference, in: text)
            if let string = value.string {
                result += escaping ? String(quoted(string).dropFirst().dropLast()) : string
            } else {
                result += value.description
            }
            rest = rest[close.upperBound...]
        }
        return result + rest
    }

    private func value(of reference: Reference, in text: String) throws(FixtureError) -> JSON {
        let value = try reference.isVariable ? variable(reference.name) : saved(reference.name)
        guard reference.isEncoded else { return value }
        return .string(PercentCoding.encode(value.string ?? value.description, allowing: .unreserved))
    }

    private func saved(_ name: String) throws(FixtureError) -> JSON {
        if let value = values[name] { return value }
        let known =
            values.names.isEmpty
            ? "No values have been saved." : "The saved values are: \(values.names.joined(separator: ", "))."
        throw FixtureError(.unknownName, "No earlier event has saved `\(name)`. \(known)")
    }

    private func variable(_ name: String) throws(FixtureError) -> JSON {
        if let value = values.environment[name] { return .string(value) }
        throw FixtureError(.unknownName, "The event requires the environment variable `\(name)`, which is not set.")
    }
}

/// The text between two pairs of braces.
private struct Reference {
    let name: String
    /// Whether the value replaces the whole string, with its type.
    var isJSON = false
    /// Whether the value is percent-encoded.
    var isEncoded = false
    /// Whether the name is that of an environment variable.
    var isVariable = false

    init?(_ text: Substring) {
        var words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard let name = words.popLast(), SavedValues.isName(name) else { return nil }
        self.name = String(name)
        switch words {
        case []: break
        case ["json"]: isJSON = true
        case ["encoded"]: isEncoded = true
        case ["env"]: isVariable = true
        case ["encoded", "env"]: (isEncoded, isVariable) = (true, true)
        default: return nil
        }
    }
}
