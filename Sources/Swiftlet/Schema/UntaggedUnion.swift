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

/// The types of an ``UntaggedUnion``.
public struct UnionMembers<Union: Sendable>: Sendable {
    let members: [UnionMember<Union>]
    private let secretPresence = SecretPresence()

    /// Creates a list of members, which must not be empty.
    public init(_ members: UnionMember<Union>...) {
        precondition(!members.isEmpty, "\(Union.self) has no members.")
        self.members = members
    }
}

/// A type of an ``UntaggedUnion``.
public struct UnionMember<Union: Sendable>: Sendable {
    let label: String
    let decode: @Sendable (InputValue, inout Validation) -> Union?
    /// Encodes the union if it is this member, and returns whether it is.
    let encode: @Sendable (Union, inout JSONWriter) throws -> Bool
    let describe: @Sendable (inout SchemaRegistry) -> JSONObject
    let holdsSecret: @Sendable (inout Set<ObjectIdentifier>) -> Bool

    /// Creates a member.
    ///
    /// - Parameters:
    ///   - make: Creates the union from the value; usually the enum case.
    ///   - rules: The constraints that the value must satisfy.
    ///   - label: The member's name in error locations; the name of the type, such as `int`, if `nil`.
    ///   - extract: Returns the value if the union is this member, or `nil`.
    public init<Value: SchemaValue>(
        _ make: @escaping @Sendable (Value) -> Union,
        _ rules: Constraint<Value.Constrained>...,
        label: String? = nil,
        extract: @escaping @Sendable (Union) -> Value?
    ) {
        let type = Value.typeLabel
        // Pydantic's label for types with constraints.
        let isConstrained = !rules.isEmpty && ["int", "float", "str"].contains(type)
        self.label = label ?? (isConstrained ? "constrained-\(type)" : type)
        self.decode = { input, validation in Value.decode(input, rules, &validation).map(make) }
        self.encode = { union, writer in
            guard let value = extract(union) else { return false }
            try value.encode(to: &writer)
            return true
        }
        self.describe = { Value.describe(rules, &$0) }
        self.holdsSecret = Value.holdsSecret
    }
}

extension UntaggedUnion {
    /// Decodes the input as the member that matches best.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<Self>],
        _ validation: inout Validation
    ) -> Self? {
        guard let value = members.decode(input, &validation) else { return nil }
        return rules.apply(to: value, shown: redacted(input), &validation)
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
    public static func describe(_ rules: [Constraint<Self>], _ registry: inout SchemaRegistry) -> JSONObject {
        let name = "\(Self.self)"
        var schema = registry.inlined(Self.self, named: name) { registry in
            var schemas: [JSON] = []
            for member in members.members {
                let schema = JSON.object(member.describe(&registry))
                if !schemas.contains(schema) { schemas.append(schema) }
            }
            return ["anyOf": .array(schemas)]
        }
        rules.describe(&schema)
        return schema
    }

    /// The input, or a placeholder if a member contains a secret, because the intended member is unknown.
    public static func redacted(_ input: InputValue) -> JSON {
        input.isNull || !members.holdsSecret ? input.json : .hidden
    }

    /// Whether any of the members contains a secret.
    public static func holdsSecret(besides seen: inout Set<ObjectIdentifier>) -> Bool {
        guard seen.insert(ObjectIdentifier(Self.self)).inserted else { return false }
        for member in members.members where member.holdsSecret(&seen) {
            return true
        }
        return false
    }
}

extension UnionMembers {
    /// Whether any of the members contains a secret.
    var holdsSecret: Bool {
        secretPresence.value {
            var seen: Set<ObjectIdentifier> = [ObjectIdentifier(Union.self)]
            return members.contains { $0.holdsSecret(&seen) }
        }
    }

    func decode(_ input: InputValue, _ validation: inout Validation) -> Union? {
        guard validation.unionResults == nil else {
            // Decoding a scalar is faster than a cache lookup.
            guard case .node(let node) = input, node.kind == .array || node.kind == .object else {
                return decodeBest(input, &validation)
            }
            return validation.memoizedDecode(Union.self, node) { decodeBest(input, &$0) }
        }
        validation.unionResults = UnionResultCache()
        // The intended member is unknown, and the error of any member could include the secret.
        let wasSecret = holdsSecret ? validation.markSecret() : validation.isSecret
        defer {
            validation.restoreSecret(wasSecret)
            validation.unionResults = nil
        }
        return decodeBest(Self.identifiable(input), &validation)
    }

    /// Converts an array or object to a document node, whose identity keys the cache of nested unions.
    private static func identifiable(_ input: InputValue) -> InputValue {
        guard case .value(let value) = input, value.array != nil || value.object != nil else { return input }
        var writer = JSONWriter()
        writer.value(value)
        return (try? JSONDocument(parsing: writer.finish())).map { InputValue.node($0.root) } ?? input
    }

    private func decodeBest(_ input: InputValue, _ validation: inout Validation) -> Union? {
        let outer = validation.quality
        let errorCount = validation.errors.count
        var best: (value: Union, quality: MatchQuality)?
        for member in members {
            validation.quality = MatchQuality()
            guard let value = validation.at(.name(member.label), { member.decode(input, &$0) }) else { continue }
            let quality = validation.quality
            if quality.isPerfect || best.map({ quality.isBetter(than: $0.quality) }) ?? true { best = (value, quality) }
            if quality.isPerfect { break }
        }
        validation.quality = outer
        guard let best else { return nil }
        validation.discardErrors(after: errorCount)
        validation.quality.include(best.quality)
        return best.value
    }
}
