import Swiftlet
import SwiftletJSON

/// A step of the path to a nested value.
typealias Step = ValidationError.Component

/// Generates values that satisfy a JSON Schema.
///
/// Constraints that a schema does not express are found by trial and error: there are several candidates for each location,
/// and ``reject(_:)`` selects the next one.
struct SchemaSampler {
    private static let depthLimit = 12

    let registry: SchemaRegistry
    private var choices: [[Step]: Int] = [:]

    init(registry: SchemaRegistry) {
        self.registry = registry
    }

    /// Selects the next candidate for a location, or for the enclosing value if there is no other.
    ///
    /// - Parameter location: The location of the rejected value.
    mutating func reject(_ location: [Step]) {
        choices[location, default: 0] += 1
        if location.count > 1 { choices[Array(location.dropLast()), default: 0] += 1 }
    }

    /// Generates a value.
    ///
    /// - Parameters:
    ///   - schema: The schema of the value.
    ///   - location: The location of the value, as in validation errors.
    ///   - hint: The name of the field, which suggests the kind of text.
    ///   - examples: Values to prefer.
    /// - Returns: The value.
    func value(
        _ schema: JSONObject,
        at location: [Step],
        hint: String = "",
        examples: [JSON] = []
    ) -> JSON {
        value(schema, at: location, hint: hint, examples: examples, inside: [])
    }

    private func value(
        _ schema: JSONObject,
        at location: [Step],
        hint: String,
        examples: [JSON] = [],
        inside references: [String]
    ) -> JSON {
        let outer = references
        let references = schema["$ref"]?.string.map { references + [$0] } ?? references
        let schema = resolved(schema)
        let choice = choices[location] ?? 0
        let given = examples + Self.given(schema)
        if choice < given.count { return given[choice] }
        if let branches = Self.branches(schema) {
            let branch = branches[(choice - given.count) % branches.count]
            let tag = schema["discriminator"].flatMap { variantName($0, of: branch) }
            return value(branch, at: location + (tag.map { [.name($0)] } ?? []), hint: hint, inside: outer)
        }
        switch Self.type(of: schema) {
        case "object": return .object(object(schema, at: location, inside: references))
        case "array": return .array(elements(schema, at: location, hint: hint, inside: references))
        case "string":
            let texts = TextSampler(schema, hint: hint).candidates
            return .string(texts[(choice - given.count) % texts.count])
        case "integer", "number":
            let numbers = NumberSampler(schema).candidates
            return numbers[(choice - given.count) % numbers.count]
        case "boolean": return true
        case "null": return .null
        default: return "text"
        }
    }

    /// Resolves `$ref` and merges `allOf`.
    func resolved(_ schema: JSONObject) -> JSONObject {
        var schema = schema
        if schema["$ref"] != nil {
            // Members next to a reference, such as examples, take precedence over those of the referenced schema.
            var referred = registry.resolve(schema)
            for (name, value) in schema where name != "$ref" {
                referred[name] = value
            }
            schema = referred
        }
        guard let parts = schema["allOf"]?.array else { return schema }
        var properties = schema["properties"]?.object ?? [:]
        var required = schema["required"]?.array ?? []
        for part in parts.compactMap(\.object).map(resolved) {
            for (name, property) in part["properties"]?.object ?? [:] where properties[name] == nil {
                properties[name] = property
            }
            required += part["required"]?.array ?? []
        }
        schema["allOf"] = nil
        schema["properties"] = .object(properties)
        schema["required"] = .array(required)
        return schema
    }

    // MARK: - Nested values

    private func object(_ schema: JSONObject, at location: [Step], inside references: [String]) -> JSONObject {
        let required = schema["required"]?.array ?? []
        var object = JSONObject()
        for (name, property) in schema["properties"]?.object ?? [:] {
            guard let property = property.object else { continue }
            if !required.contains(.string(name)), Self.given(property).isEmpty, isEndless(property, inside: references)
            {
                continue
            }
            object[name] = value(property, at: location + [.name(name)], hint: name, inside: references)
        }
        guard let others = schema["additionalProperties"]?.object else { return object }
        for number in 0..<max(1, schema["minProperties"]?.int ?? 1) {
            let name = "key\(number + 1)"
            object[name] = value(others, at: location + [.name(name)], hint: "", inside: references)
        }
        return object
    }

    private func elements(
        _ schema: JSONObject,
        at location: [Step],
        hint: String,
        inside references: [String]
    ) -> [JSON] {
        let items = schema["items"]?.object ?? [:]
        let most = schema["maxItems"]?.int ?? .max
        let least = schema["minItems"]?.int ?? 0
        guard most > 0, !(least == 0 && isEndless(items, inside: references)) else { return [] }
        var elements: [JSON] = []
        for index in 0..<max(1, min(least, 1000)) {
            var sampler = self
            let place = location + [.index(index)]
            var element = value(items, at: place, hint: hint, inside: references)
            guard schema["uniqueItems"] == true else {
                elements.append(element)
                continue
            }
            // As many candidates as it takes to find another.
            for _ in 0..<(least + 8) where elements.contains(element) {
                sampler.choices[place, default: 0] += 1
                element = sampler.value(items, at: place, hint: hint, inside: references)
            }
            elements.append(element)
        }
        return elements
    }

    /// Whether a schema is recursive.
    private func isEndless(_ schema: JSONObject, inside references: [String]) -> Bool {
        if references.count > Self.depthLimit { return true }
        if let reference = schema["$ref"]?.string { return references.contains(reference) }
        if let items = schema["items"]?.object, isEndless(items, inside: references) { return true }
        let branches = Self.branches(schema) ?? []
        return !branches.isEmpty && branches.allSatisfy { isEndless($0, inside: references) }
    }

    // MARK: - Schemas

    /// The values that a schema lists: `const`, `examples`, `default` and `enum`.
    static func given(_ schema: JSONObject) -> [JSON] {
        if let only = schema["const"] { return [only] }
        var values = schema["examples"]?.array ?? []
        if let fallback = schema["default"], !fallback.isNull { values.append(fallback) }
        return values + (schema["enum"]?.array ?? [])
    }

    /// The alternatives of `oneOf` or `anyOf`, without `null` unless it is the only one.
    static func branches(_ schema: JSONObject) -> [JSONObject]? {
        guard let branches = (schema["oneOf"] ?? schema["anyOf"])?.array?.compactMap(\.object), !branches.isEmpty else {
            return nil
        }
        let others = branches.filter { $0["type"] != "null" }
        return others.isEmpty ? branches : others
    }

    /// Whether the schema allows `null`.
    static func takesNull(_ schema: JSONObject) -> Bool {
        if schema["type"] == "null" || schema.isEmpty { return true }
        return (schema["anyOf"] ?? schema["oneOf"])?.array?.contains { $0["type"] == "null" } ?? false
    }

    /// The type, inferred from other keywords if it is missing.
    static func type(of schema: JSONObject) -> String {
        if let type = schema["type"]?.string { return type }
        if schema["properties"] != nil { return "object" }
        if schema["items"] != nil { return "array" }
        return ""
    }

    /// The discriminator value of one of a union's schemas.
    func variantName(_ discriminator: JSON, of branch: JSONObject) -> String? {
        let mapping = discriminator["mapping"]?.object ?? [:]
        return mapping.first { $0.value == branch["$ref"] }?.key
    }
}
