import Swiftlet
import SwiftletJSON

/// Names in braces that a replay fills, on their way into an event.
///
/// A request holds in their place a word that no encoding changes. Once the event is made of it, the word becomes the name:
/// percent-encoded where the shape has it so.
struct Placeholders: Sendable {
    /// How a value is written.
    enum Form: Sendable {
        /// As a text, which may have to be escaped or percent-encoded.
        case text
        /// As a text that never has to be, such as an identifier's.
        case plain
        /// As a number, which stands in JSON without quotes.
        case number
    }

    /// A name in braces.
    private struct Entry: Sendable {
        let word: String
        /// What stands between the braces.
        let name: String
        let form: Form
    }

    private var entries: [Entry] = []

    /// Whether there is any.
    var isEmpty: Bool { entries.isEmpty }

    /// The word that stands for a name until ``fill(_:shape:isForm:)``.
    ///
    /// - Parameters:
    ///   - name: what is to stand between the braces: `token`, or `env API_KEY`.
    ///   - form: how its value is written.
    /// - Returns: the word.
    mutating func word(for name: String, as form: Form = .text) -> String {
        if let known = entries.first(where: { $0.name == name && $0.form == form }) { return known.word }
        let word = "swiftlet0placeholder0\(entries.count)0x"
        entries.append(Entry(word: word, name: name, form: form))
        return word
    }

    /// Whether a name is among them.
    func contains(_ name: String) -> Bool {
        entries.contains { $0.name == name }
    }

    /// The event with the names in the place of the words.
    ///
    /// - Parameters:
    ///   - event: the event.
    ///   - shape: its shape.
    ///   - isForm: whether the body is a form, urlencoded.
    /// - Returns: the event.
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
