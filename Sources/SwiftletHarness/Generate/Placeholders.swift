import Swiftlet
import SwiftletJSON

/// Placeholders (`{{name}}`) of a generated event.
///
/// A request contains a unique word that is unaffected by encoding. In the event, the word is replaced by the placeholder, which
/// is percent-encoded where the shape requires it.
struct Placeholders: Sendable {
    /// How the value is written.
    enum Form: Sendable {
        /// A string that may have to be escaped or percent-encoded.
        case text
        /// A string that never has to be encoded, such as an identifier.
        case plain
        /// A number, which has no quotes in JSON.
        case number
    }

    /// A placeholder and its word.
    private struct Entry: Sendable {
        let word: String
        /// The text between the braces.
        let name: String
        let form: Form
    }

    private var entries: [Entry] = []

    /// Whether there are no placeholders.
    var isEmpty: Bool { entries.isEmpty }

    /// Adds a placeholder.
    ///
    /// - Parameters:
    ///   - name: The text between the braces: `token`, or `env API_KEY`.
    ///   - form: How its value is written.
    /// - Returns: The word to use until ``fill(_:shape:isForm:)``.
    mutating func word(for name: String, as form: Form = .text) -> String {
        if let known = entries.first(where: { $0.name == name && $0.form == form }) { return known.word }
        let word = "swiftlet0placeholder0\(entries.count)0x"
        entries.append(Entry(word: word, name: name, form: form))
        return word
    }

    /// Whether there is a placeholder with a name.
    func contains(_ name: String) -> Bool {
        entries.contains { $0.name == name }
    }

    /// Replaces the words in an event by the placeholders.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - shape: The shape of the event.
    ///   - isForm: Whether the body is a URL-encoded form.
    /// - Returns: The event with placeholders.
    func fill(_ event: JSON, shape: HTTPEventShape, isForm: Bool) -> JSON {
        guard !entries.isEmpty, let members = event.object else { return event }
        let isBalancer = shape == .loadBalancer || shape == .loadBalancerMultiValue
        return .object(
            JSONObject(
                members.map { name, value in
                    let isEncoded =
                        switch name {
                        case "rawQueryString": true
                        case "body": isForm
                        case "queryStringParameters", "multiValueQueryStringParameters": isBalancer
                        default: false
                        }
                    return (key: name, value: fill(value, isEncoded: isEncoded))
                }
            )
        )
    }

    private func fill(_ value: JSON, isEncoded: Bool) -> JSON {
        switch value {
        case .string(let text): .string(fill(text, isEncoded: isEncoded))
        case .array(let elements): .array(elements.map { fill($0, isEncoded: isEncoded) })
        case .object(let members):
            .object(JSONObject(members.map { (key: $0.key, value: fill($0.value, isEncoded: isEncoded)) }))
        default: value
        }
    }

    private func fill(_ text: String, isEncoded: Bool) -> String {
        var text = text
        for entry in entries where text.contains(entry.word) {
            let name = "{{\(isEncoded && entry.form == .text ? "encoded " : "")\(entry.name)}}"
            if entry.form == .number { text = text.replacing("\"\(entry.word)\"", with: name) }
            text = text.replacing(entry.word, with: name)
        }
        return text
    }
}
