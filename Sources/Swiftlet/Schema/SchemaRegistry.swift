public import SwiftletJSON

/// Collects the named schemas of an OpenAPI document while it is built.
///
/// For custom schema values, which pass it to the types that they contain.
public struct SchemaRegistry: Sendable {
    /// The schemas by name.
    package private(set) var schemas: JSONObject = [:]
    /// The mode that schemas are generated for.
    package var mode = SchemaMode.input
    private var names: [Key: String] = [:]
    /// For each type that is named in both modes, its second name mapped to its first.
    private var firstNames: [String: FirstName] = [:]
    /// The types whose schemas are currently being inlined.
    private var inlining: Set<Key> = []

    /// Identifies a named schema: a type in one of the modes.
    private struct Key: Hashable {
        let type: ObjectIdentifier
        let mode: SchemaMode
    }

    /// The name of a type in the mode in which it was first described.
    private struct FirstName {
        let name: String
        let mode: SchemaMode
    }

    private static let prefix = "#/components/schemas/"

    /// Creates an empty registry.
    package init() {}

    /// Returns the schema that a reference points to, or the schema itself if it is not a reference.
    package func resolve(_ schema: JSONObject) -> JSONObject {
        guard let reference = schema["$ref"]?.string, let slash = reference.lastIndex(of: "/") else { return schema }
        return schemas[String(reference[reference.index(after: slash)...])]?.object ?? schema
    }

    /// Registers a type's schema once and returns a reference to it.
    ///
    /// - Parameters:
    ///   - type: The type, which may contain itself.
    ///   - name: The requested name. If another type already uses it, a number is appended.
    ///   - build: Creates the schema.
    /// - Returns: A reference to the registered schema, `{"$ref": "#/components/schemas/…"}`.
    public mutating func reference(
        to type: Any.Type,
        named name: String,
        _ build: (inout SchemaRegistry) -> JSONObject
    ) -> JSONObject {
        let key = Key(type: ObjectIdentifier(type), mode: mode)
        if let known = names[key] { return ["$ref": .string(Self.prefix + known)] }
        let unique = register(key, named: name)
        // Nested types are inlined again here, so that their schemas do not depend on where they were described first.
        let outer = inlining
        inlining = []
        schemas[unique] = .object(build(&self))
        inlining = outer
        return ["$ref": .string(Self.prefix + unique)]
    }

    /// Returns the inlined schema of a type, or registers it and returns a reference if the type contains itself.
    ///
    /// - Parameters:
    ///   - type: The type.
    ///   - name: The name to register if the type contains itself.
    ///   - build: Creates the schema.
    /// - Returns: The schema, or `{"$ref": "#/components/schemas/…"}`.
    mutating func inlined(
        _ type: Any.Type,
        named name: String,
        _ build: (inout SchemaRegistry) -> JSONObject
    ) -> JSONObject {
        let key = Key(type: ObjectIdentifier(type), mode: mode)
        if let known = names[key] { return ["$ref": .string(Self.prefix + known)] }
        guard inlining.insert(key).inserted else {
            return ["$ref": .string(Self.prefix + register(key, named: name))]
        }
        let schema = build(&self)
        inlining.remove(key)
        guard let known = names[key] else { return schema }
        schemas[known] = .object(schema)
        return ["$ref": .string(Self.prefix + known)]
    }

    /// Reserves a unique name for a type.
    private mutating func register(_ key: Key, named name: String) -> String {
        let first = names[Key(type: key.type, mode: key.mode.other)]
        let unique = unused(first.map { $0 + key.mode.suffix } ?? name)
        if let first { firstNames[unique] = FirstName(name: first, mode: key.mode.other) }
        names[key] = unique
        schemas[unique] = .object([:])
        return unique
    }

    /// Registers a schema that has no Swift type, such as that of one operation's body, and returns a reference to it.
    mutating func reference(to schema: JSONObject, named name: String) -> JSONObject {
        let unique = unused(name)
        schemas[unique] = .object(schema)
        return ["$ref": .string(Self.prefix + unique)]
    }

    /// Removes the schema that a reference points to, unless it was registered before `earlier` was copied.
    mutating func unregister(_ reference: JSONObject, registeredAfter earlier: SchemaRegistry) {
        guard let known = names.first(where: { reference["$ref"] == .string(Self.prefix + $0.value) })
        else { return }
        if earlier.names[known.key] != nil { return }
        names[known.key] = nil
        schemas[known.value] = nil
        firstNames = firstNames.filter { $0.key != known.value && $0.value.name != known.value }
    }

    /// Returns an unused name that contains only the characters that OpenAPI allows in component names: `Page<User>` becomes
    /// `Page_User_`.
    private func unused(_ name: String) -> String {
        let plain = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "_" })
        var unique = plain
        var number = 2
        while schemas[unique] != nil {
            unique = "\(plain)\(number)"
            number += 1
        }
        return unique
    }
}

extension SchemaRegistry {
    /// Assigns the final names of schemas that are used in both modes, and updates the references in `document`.
    ///
    /// A type has one schema if both modes are equal, and otherwise two, `Item-Input` and `Item-Output`, as in FastAPI
    /// (https://fastapi.tiangolo.com/how-to/separate-openapi-schemas/).
    mutating func mergeModes(in document: inout JSONObject) {
        var renames = equalPairs()
        for (second, first) in firstNames.sorted(by: { $0.key < $1.key }) where renames[second] == nil {
            renames[first.name] = unused(first.name + first.mode.suffix)
        }
        guard !renames.isEmpty else { return }
        var merged: JSONObject = [:]
        for (name, schema) in schemas {
            let final = renames[name] ?? name
            if merged[final] == nil { merged[final] = Self.renaming(renames, in: schema) }
        }
        schemas = merged
        document = Self.renaming(renames, in: .object(document)).object ?? document
    }

    /// For each type whose schema is equal in both modes, its second name mapped to its first.
    private func equalPairs() -> [String: String] {
        var pairs = firstNames.mapValues(\.name)
        // A schema also differs if it references one that differs.
        while true {
            let different = pairs.filter { second, first in
                Self.renaming(pairs, in: schemas[second] ?? .null) != Self.renaming(pairs, in: schemas[first] ?? .null)
            }
            if different.isEmpty { return pairs }
            for second in different.keys { pairs[second] = nil }
        }
    }

    /// Returns part of a document with its schema references renamed.
    private static func renaming(_ names: [String: String], in json: JSON, isReference: Bool = false) -> JSON {
        switch json {
        case .string(let text) where isReference && text.hasPrefix(prefix):
            return .string(
                prefix + (names[String(text.dropFirst(prefix.count))] ?? String(text.dropFirst(prefix.count)))
            )
        case .array(let elements):
            return .array(elements.map { renaming(names, in: $0) })
        case .object(let object):
            return .object(
                JSONObject(
                    object.map { key, value in
                        (
                            key,
                            key == "mapping"
                                ? mapping(names, value) : renaming(names, in: value, isReference: key == "$ref")
                        )
                    }
                )
            )
        default:
            return json
        }
    }

    /// Renames the references in the mapping of a discriminator.
    private static func mapping(_ names: [String: String], _ json: JSON) -> JSON {
        guard let object = json.object else { return renaming(names, in: json) }
        return .object(JSONObject(object.map { ($0, renaming(names, in: $1, isReference: true)) }))
    }
}
