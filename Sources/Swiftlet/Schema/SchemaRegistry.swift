public import SwiftletJSON

/// The schemas that have a name of their own, gathered while an OpenAPI document is built.
public struct SchemaRegistry: Sendable {
    /// The schemas by name.
    public private(set) var schemas: JSONObject = [:]
    private var names: [ObjectIdentifier: String] = [:]

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
        let key = ObjectIdentifier(type)
        if let known = names[key] { return ["$ref": .string("#/components/schemas/\(known)")] }
        let unique = unused(name)
        names[key] = unique
        schemas[unique] = .object([:])
        schemas[unique] = .object(build(&self))
        return ["$ref": .string("#/components/schemas/\(unique)")]
    }

    /// Registers a schema that belongs to no type, such as that of one operation's body, and refers to it.
    mutating func reference(to schema: JSONObject, named name: String) -> JSONObject {
        let unique = unused(name)
        schemas[unique] = .object(schema)
        return ["$ref": .string("#/components/schemas/\(unique)")]
    }

    /// Takes back the schema that a reference leads to, unless it was there before.
    mutating func withdraw(_ reference: JSONObject, registeredAfter earlier: SchemaRegistry) {
        guard let known = names.first(where: { reference["$ref"] == .string("#/components/schemas/\($0.value)") })
        else { return }
        if earlier.names[known.key] != nil { return }
        names[known.key] = nil
        schemas[known.value] = nil
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
