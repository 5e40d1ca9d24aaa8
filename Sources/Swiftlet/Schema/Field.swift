public import SwiftletJSON

/// One field of a model: its name in JSON, where it is kept, its rules, and its default.
public struct Field<Root, Value: SchemaValue>: Sendable {
    let name: String
    let keyPath: any KeyPath<Root, Value> & Sendable
    let rules: [Constraint<Value.Constrained>]
    let defaultValue: Value?
    let notes: FieldNotes

    /// Creates a field.
    ///
    /// - Parameters:
    ///   - name: the name in JSON.
    ///   - keyPath: where the struct keeps it.
    ///   - rules: what the value must satisfy.
    ///   - default: the value of an absent field; without one the field is required, unless its type knows what an
    ///     absent value is, as `Optional` and ``Patch`` do.
    ///   - aliases: other names under which an input may have it, tried in order after `name`.
    ///   - title: a title for the documentation; made from the name if there is none.
    ///   - description: what the field means, for the documentation.
    ///   - examples: values as they may come, for the documentation.
    ///   - isDeprecated: whether the documentation advises against it.
    public init(
        _ name: String,
        _ keyPath: any KeyPath<Root, Value> & Sendable,
        _ rules: Constraint<Value.Constrained>...,
        default: Value? = nil,
        aliases: [String] = [],
        title: String? = nil,
        description: String? = nil,
        examples: [JSON] = [],
        isDeprecated: Bool = false
    ) {
        self.name = name
        self.keyPath = keyPath
        self.rules = rules
        self.defaultValue = `default`
        self.notes = FieldNotes(
            aliases: aliases,
            title: title,
            description: description,
            examples: examples,
            isDeprecated: isDeprecated
        )
    }

    /// The value of an absent field, or `nil` if the field is required.
    var fallback: Value? { defaultValue ?? Value.absent }

    /// What decodes the field, under the name that the schema's naming rule gives it.
    func decoder(named name: String) -> AnyFieldDecoder {
        FieldDecoder(name: name, aliases: notes.aliases, rules: rules, fallback: fallback)
    }
}

extension Field {
    /// What writes the field, under the name that the schema's naming rule gives it.
    func encoder(named name: String) -> AnyFieldEncoder {
        guard let offset = MemoryLayout<Root>.offset(of: keyPath) else {
            return ComputedFieldEncoder(name: name, keyPath: keyPath)
        }
        return StoredFieldEncoder<Value>(name: name, offset: offset)
    }
}

/// What is known of a field whatever its type.
struct FieldNotes: Sendable {
    let aliases: [String]
    let title: String?
    let description: String?
    let examples: [JSON]
    let isDeprecated: Bool

    /// Adds the notes to the schema of the field's value.
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

    /// A title made from a name: `is_active` becomes `Is Active`.
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
    /// Whether the schema is, or is `null` or, a reference to one that has a title of its own.
    fileprivate var refersToNamedSchema: Bool {
        if self["$ref"] != nil { return true }
        return self["anyOf"]?.array?.contains { $0["$ref"] != nil } ?? false
    }
}
