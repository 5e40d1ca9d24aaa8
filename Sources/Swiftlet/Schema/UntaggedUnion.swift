public import SwiftletJSON

/// A union of types without a tag: the input is decoded as the type that matches best.
///
/// ```swift
/// enum Identifier: UntaggedUnion {
///     case number(Int)
///     case name(String)
///
///     static let members = UnionMembers(
///         UnionMember(Identifier.number, .ge(1)) { if case .number(let number) = $0 { number } else { nil } },
///         UnionMember(Identifier.name, .length(1...)) { if case .name(let name) = $0 { name } else { nil } }
///     )
/// }
/// ```
///
/// The member is selected as in Pydantic's smart mode (https://docs.pydantic.dev/latest/concepts/unions/#smart-mode):
/// among models, the one for which the input sets the most fields; among other types, the one that needs no conversion;
/// among equal matches, the first. If no member matches, the errors of all members are reported, with the member's name in
/// their location: `["body", "id", "int"]`.
///
/// If a field distinguishes the models, prefer a ``TaggedUnion``, which decodes only one of them and reports only its errors.
public protocol UntaggedUnion: SchemaValue where Constrained == Self {
    /// The types, in order of preference.
    ///
    /// Declare this as `static let`, which is evaluated once. A computed property, which only a generic type needs, is
    /// evaluated for every value.
    static var members: UnionMembers<Self> { get }
}

extension UntaggedUnion {
    /// Decodes the input as the member that matches best.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<Self>],
        validation: inout Validation
    ) -> Self? {
        guard let value = members.decode(input, validation: &validation) else { return nil }
        return constraints.apply(to: value, shown: redacted(input), validation: &validation)
    }

    /// Encodes the member's value.
    ///
    /// - Throws: An error if the value matches none of the members.
    public func encode(to writer: inout JSONWriter) throws {
        for member in Self.members.members {
            if try member.encode(self, &writer) { return }
        }
        throw UnencodableValue("A value of \(Self.self) matches none of its members.")
    }

    /// The schema `{"anyOf": […]}` with the constraints applied, or a reference to it if the union contains itself.
    public static func describe(_ constraints: [Constraint<Self>], _ registry: inout SchemaRegistry) -> JSONObject {
        let name = "\(Self.self)"
        var schema = registry.inlined(Self.self, named: name) { registry in
            var schemas: [JSON] = []
            for member in members.members {
                let schema = JSON.object(member.describe(&registry))
                if !schemas.contains(schema) { schemas.append(schema) }
            }
            return ["anyOf": .array(schemas)]
        }
        constraints.describe(&schema)
        return schema
    }

    /// The input, or a placeholder if a member contains a secret, because the intended member is unknown.
    public static func redacted(_ input: InputValue) -> JSON {
        input.isNull || !members.containsSecret ? input.json : .masked
    }

    /// Whether any of the members contains a secret.
    public static func containsSecret(visited seen: inout Set<ObjectIdentifier>) -> Bool {
        guard seen.insert(ObjectIdentifier(Self.self)).inserted else { return false }
        for member in members.members where member.containsSecret(&seen) {
            return true
        }
        return false
    }
}
