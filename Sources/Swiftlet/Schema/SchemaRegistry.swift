public import SwiftletJSON

/// The schemas that have a name of their own, gathered while an OpenAPI document is built.
public struct SchemaRegistry: Sendable {
    /// The schemas by name.
    public private(set) var schemas: JSONObject = [:]
    /// The direction that schemas are made for.
    public var mode = SchemaMode.input
    private var names: [Key: String] = [:]
    /// The names of types that have one in both directions: the second with the first.
    private var firstNames: [String: FirstName] = [:]
    /// The types whose schemas are being inlined.
    private var inlining: Set<Key> = []

    /// What has a name: a type, in each direction.
    private struct Key: Hashable {
        let type: ObjectIdentifier
        let mode: SchemaMode
    }

    /// The name of a type in the direction in which it was described first.
    private struct FirstName {
        let name: String
        let mode: SchemaMode
    }

    private static let prefix = "#/components/schemas/"

    /// Creates an empty registry.
    public init() {}

    /// What a schema refers to, or the schema itself if it is no reference.
    public func resolve(_ schema: JSONObject) -> JSONObject {
        guard let reference = schema["$ref"]?.string, let slash = reference.lastIndex(of: "/") else { return schema }
        return schemas[String(reference[reference.index(after: slash)...])]?.object ?? schema
    }

    /// Registers a type's schema once and refers to it.
    ///
    /// - Parameters:
    ///   - type: the type; a type may contain itself.
    ///   - name: the name it is to have; a second type of the same name gets a number.
    ///   - build: makes the schema.
    /// - Returns: a schema that refers to the registered one, `{"$ref": "#/components/schemas/…"}`.
    public mutating func reference(
        to type: Any.Type,
        named name: String,
        _ build: (inout SchemaRegistry) -> JSONObject
    ) -> JSONObject {
        let key = Key(type: ObjectIdentifier(type), mode: mode)
        if let known = names[key] { return ["$ref": .string(Self.prefix + known)] }
        let unique = register(key, named: name)
        // A type inside of this one is described again, so that its form does not depend on where it was found first.
        let outer = inlining
        inlining = []
        schemas[unique] = .object(build(&self))
        inlining = outer
        return ["$ref": .string(Self.prefix + unique)]
    }

    /// The schema of a type that has no name of its own, unless the type contains itself: then it is registered and
    /// referred to.
    ///
    /// - Parameters:
    ///   - type: the type.
    ///   - name: the name it is to have if it contains itself.
    ///   - build: makes the schema.
    /// - Returns: the schema, or `{"$ref": "#/components/schemas/…"}`.
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

    /// Reserves a name for a type.
    private mutating func register(_ key: Key, named name: String) -> String {
        let first = names[Key(type: key.type, mode: key.mode.other)]
        let unique = unused(first.map { $0 + key.mode.suffix } ?? name)
        if let first { firstNames[unique] = FirstName(name: first, mode: key.mode.other) }
        names[key] = unique
        schemas[unique] = .object([:])
        return unique
    }

    /// Registers a schema that belongs to no type, such as that of one operation's body, and refers to it.
    mutating func reference(to schema: JSONObject, named name: String) -> JSONObject {
        let unique = unused(name)
        schemas[unique] = .object(schema)
        return ["$ref": .string(Self.prefix + unique)]
    }

    /// Withdraws the schema that a reference leads to, unless it was there before.
    mutating func withdraw(_ reference: JSONObject, registeredAfter earlier: SchemaRegistry) {
        guard let known = names.first(where: { reference["$ref"] == .string(Self.prefix + $0.value) })
        else { return }
        if earlier.names[known.key] != nil { return }
        names[known.key] = nil
        schemas[known.value] = nil
        firstNames = firstNames.filter { $0.key != known.value && $0.value.name != known.value }
    }

    /// A name that no schema has yet, made of the only characters that OpenAPI has in such names: `Page<User>` becomes
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
    /// Gives the schemas of types that are both read and written their final names, also where `document` refers to them.
    ///
    /// A type has one schema if both directions are alike, and otherwise two: `Item-Input` and `Item-Output`, as FastAPI has
    /// it (https://fastapi.tiangolo.com/how-to/separate-openapi-schemas/).
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

    /// The second name of each type that has the same schema in both directions, with its first name.
    private func equalPairs() -> [String: String] {
        var pairs = firstNames.mapValues(\.name)
        // A schema differs also if one differs that it refers to.
        while true {
            let different = pairs.filter { second, first in
                Self.renaming(pairs, in: schemas[second] ?? .null) != Self.renaming(pairs, in: schemas[first] ?? .null)
            }
            if different.isEmpty { return pairs }
            for second in different.keys { pairs[second] = nil }
        }
    }

    /// A part of a document with the references to schemas renamed.
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

    /// The mapping of a discriminator, whose values refer to schemas.
    private static func mapping(_ names: [String: String], _ json: JSON) -> JSON {
        guard let object = json.object else { return renaming(names, in: json) }
        return .object(JSONObject(object.map { ($0, renaming(names, in: $1, isReference: true)) }))
    }
}
