import SwiftletJSON

/// A field without its value's type.
struct AnyField<Root>: Sendable {
    let name: String
    let aliases: [String]
    /// Whether an input must have it.
    let isRequired: Bool
    /// Whether an output always has it.
    let isAlwaysWritten: Bool
    /// Whether the field is a list or a set.
    let isRepeated: Bool
    let describe: @Sendable (inout SchemaRegistry) -> JSONObject
    let redacted: @Sendable (InputValue) -> JSON
    let holdsSecret: @Sendable (inout Set<ObjectIdentifier>) -> Bool
    let probes: @Sendable () -> [JSON]?

    init<Value>(_ field: Field<Root, Value>, named name: String) {
        self.name = name
        self.aliases = field.notes.aliases
        self.isRequired = field.fallback == nil
        self.isAlwaysWritten = Value.isAlwaysWritten
        self.isRepeated = Value.isRepeated
        self.describe = { registry in
            var schema = Value.describe(field.rules, &registry)
            field.notes.describe(&schema, name: name)
            if let value = field.defaultValue, !value.isOmitted {
                schema["default"] = value.literal
            }
            return schema
        }
        self.redacted = Value.redacted
        self.holdsSecret = Value.holdsSecret
        self.probes = { Value.probes(field.rules) }
    }
}
