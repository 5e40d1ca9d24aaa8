import SwiftletJSON

/// The parts of a field's declaration that do not depend on its type.
struct FieldMetadata: Sendable {
    let aliases: [String]
    let title: String?
    let description: String?
    let examples: [JSON]
    let isDeprecated: Bool

    /// Adds the metadata to the JSON Schema of the field's value.
    func describe(_ schema: inout JSONObject, name: String) {
        if let title {
            schema["title"] = .string(title)
        } else if !schema.refersToNamedSchema, schema["title"] == nil {
            schema["title"] = .string(Self.title(of: name))
        }
        if let description { schema["description"] = .string(description) }
        if !examples.isEmpty { schema["examples"] = .array(examples) }
        if isDeprecated { schema["deprecated"] = true }
    }

    /// Derives a title from a name: `is_active` becomes `Is Active`.
    static func title(of name: String) -> String {
        var title = ""
        var isInWord = false
        for character in name {
            title += character == "_" ? " " : isInWord ? character.lowercased() : character.uppercased()
            isInWord = character.isLetter
        }
        return title
    }
}

extension JSONObject {
    /// Whether the schema is a reference, optionally combined with `null`, to a schema that has its own title.
    fileprivate var refersToNamedSchema: Bool {
        if self["$ref"] != nil { return true }
        return self["anyOf"]?.array?.contains { $0["$ref"] != nil } ?? false
    }
}
