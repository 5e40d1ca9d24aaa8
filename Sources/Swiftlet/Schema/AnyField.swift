import SwiftletJSON

/// A type-erased model field.
struct AnyField: Sendable {
    let name: String
    let aliases: [String]
    /// Whether the field is required in inputs.
    let isRequired: Bool
    /// Whether the field is always present in outputs.
    let isAlwaysWritten: Bool
    /// Whether the field is a list or a set.
    let isRepeated: Bool
    let describe: @Sendable (inout SchemaRegistry) -> JSONObject
    let redacted: @Sendable (InputValue) -> JSON
    let containsSecret: @Sendable (inout Set<ObjectIdentifier>) -> Bool
    let probes: @Sendable () -> [JSON]?

    init<Root, Value>(_ field: Field<Root, Value>, named name: String) {
        self.name = name
        self.aliases = field.metadata.aliases
        self.isRequired = field.fallback == nil
        self.isAlwaysWritten = Value.isAlwaysWritten
        self.isRepeated = Value.isRepeated
        self.describe = { registry in
            var schema = Value.describe(field.rules, &registry)
            field.metadata.describe(&schema, name: name)
            if let value = field.defaultValue, !value.isOmitted {
                schema["default"] = value.literal
            }
            return schema
        }
        self.redacted = Value.redacted
        self.containsSecret = Value.containsSecret
        self.probes = { Value.probes(field.rules) }
    }
}
