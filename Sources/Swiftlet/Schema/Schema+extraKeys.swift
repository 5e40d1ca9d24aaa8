import SwiftletJSON

extension Schema {
    /// Records an error for each extra key and returns whether there were any.
    func recordExtraKeys(of input: InputValue, excluding tag: String?, validation: inout Validation) -> Bool {
        let hasSecret = containsSecret
        var hasExtraKeys = false
        for (name, value) in extraMembers(of: input, excluding: tag) {
            hasExtraKeys = true
            if validation.isFull { break }
            validation.at(.name(name)) {
                // A misspelled key may contain a secret.
                $0.record("extra_forbidden", "Extra inputs are not permitted", input: hasSecret ? .masked : value.json)
            }
        }
        return hasExtraKeys
    }

    /// Stores the extra keys in a model and returns it, or returns `nil` if an error about them was recorded.
    func keepingExtraKeys(
        of input: InputValue,
        excluding tag: String?,
        in root: Root?,
        _ storage: ExtraKeys<Root>.Storage,
        validation: inout Validation
    ) -> Root? {
        // A misspelled key may contain a secret.
        let wasSecret = containsSecret ? validation.markSecret() : validation.isSecret
        defer { validation.restoreSecret(wasSecret) }
        // The values are validated even if a field is invalid.
        guard let store = storage.decode(extraMembers(of: input, excluding: tag), &validation), var root else {
            return nil
        }
        store(&root)
        return root
    }

    private func extraMembers(of input: InputValue, excluding tag: String?) -> [(name: String, value: InputValue)] {
        guard let members = input.members else { return [] }
        let tag = tag.map { UTF8Key($0) }
        return members.filter { !knownKeys.contains(UTF8Key($0.name)) && UTF8Key($0.name) != tag }
    }

    /// Encodes the extra keys, except those that have the name of a field, of a computed field or of the tag.
    func encodeExtraKeys(
        of root: Root,
        excluding tag: String?,
        _ storage: ExtraKeys<Root>.Storage,
        to writer: inout JSONWriter
    ) throws {
        let tag = tag.map { UTF8Key($0) }
        for (name, value) in try storage.object(root) {
            let key = UTF8Key(name)
            guard key != tag, !writtenKeys.contains(key) else { continue }
            writer.key(name)
            writer.value(value)
        }
    }

    /// Adds the extra keys and their values to the JSON Schema.
    func describeExtraKeys(
        _ storage: ExtraKeys<Root>.Storage,
        excluding tag: String?,
        in schema: inout JSONObject,
        _ registry: inout SchemaRegistry
    ) {
        let extra = storage.describe(&registry)
        schema["additionalProperties"] = extra["additionalProperties"]
        // `propertyNames` applies to the declared names too, which may not match the key type.
        if let names = extra["propertyNames"] {
            let declared = (tag.map { [UTF8Key($0)] } ?? []) + (registry.mode == .input ? knownKeys : writtenKeys)
            let sorted = Set(declared).map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            schema["propertyNames"] = ["anyOf": [["enum": .array(sorted.map { .string($0) })], names]]
        }
    }
}
