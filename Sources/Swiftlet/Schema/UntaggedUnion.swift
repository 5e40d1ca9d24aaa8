public import SwiftletJSON

/// One of several types that nothing in the input names: the one that matches best.
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
/// The choice is that of Pydantic's smart mode (https://docs.pydantic.dev/latest/concepts/unions/#smart-mode): of models the
/// one of which the input sets the most fields, of other types the one that needs no conversion, and of equals the first.
/// If no member matches, the errors of each follow, with the member's name in their location: `["body", "id", "int"]`.
///
/// Models that one field tells apart are better a ``TaggedUnion``, which decodes and reports only one of them.
public protocol UntaggedUnion: SchemaValue where Constrained == Self {
    /// The types, in the order of preference.
    ///
    /// Declare them as `static let`, which is computed once; a computed property, which only a generic type needs, is
    /// evaluated for each value.
    static var members: UnionMembers<Self> { get }
}

/// The types of an ``UntaggedUnion``.
public struct UnionMembers<Union: Sendable>: Sendable {
    let members: [UnionMember<Union>]
    private let secretPresence = SecretPresence()

    /// Creates the list of members, which must not be empty.
    public init(_ members: UnionMember<Union>...) {
        precondition(!members.isEmpty, "\(Union.self) has no members.")
        self.members = members
    }
}

/// One type of an ``UntaggedUnion``.
public struct UnionMember<Union: Sendable>: Sendable {
    let label: String
    let decode: @Sendable (InputValue, inout Validation) -> Union?
    /// Writes a union that is this member, and returns whether it is.
    let encode: @Sendable (Union, inout JSONWriter) throws -> Bool
    let describe: @Sendable (inout SchemaRegistry) -> JSONObject
    let holdsSecret: @Sendable (inout Set<ObjectIdentifier>) -> Bool

    /// Creates a member.
    ///
    /// - Parameters:
    ///   - make: makes the union from the value: the enumeration's case.
    ///   - rules: what the value must satisfy.
    ///   - label: the name of the member in the locations of errors; that of the type, such as `int`, if `nil`.
    ///   - extract: the value, if the union is this member.
    public init<Value: SchemaValue>(
        _ make: @escaping @Sendable (Value) -> Union,
        _ rules: Constraint<Value.Constrained>...,
        label: String? = nil,
        extract: @escaping @Sendable (Union) -> Value?
    ) {
        let type = Value.typeLabel
        // As Pydantic names the types that have rules of their own.
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
    /// Decodes the member that matches best.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<Self>],
        _ validation: inout Validation
    ) -> Self? {
        guard let value = members.decode(input, &validation) else { return nil }
        return rules.apply(to: value, shown: redacted(input), &validation)
    }

    /// Writes the member's value.
    ///
    /// - Throws: an error if the union is none of its members.
    public func encode(to writer: inout JSONWriter) throws {
        for member in Self.members.members {
            if try member.encode(self, &writer) { return }
        }
        throw UnencodableValue("A value of \(Self.self) is none of its members.")
    }

    /// `{"anyOf": […]}` with the rules, or a reference to it if the union contains itself.
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

    /// The input, or asterisks if a member contains a secret: it is not known which member was meant.
    public static func redacted(_ input: InputValue) -> JSON {
        input.isNull || !members.holdsSecret ? input.json : .hidden
    }

    /// Whether one of the members contains a secret.
    public static func holdsSecret(besides seen: inout Set<ObjectIdentifier>) -> Bool {
        guard seen.insert(ObjectIdentifier(Self.self)).inserted else { return false }
        for member in members.members where member.holdsSecret(&seen) {
            return true
        }
        return false
    }
}

extension UnionMembers {
    /// Whether one of the members contains a secret.
    var holdsSecret: Bool {
        secretPresence.value {
            var seen: Set<ObjectIdentifier> = [ObjectIdentifier(Union.self)]
            return members.contains { $0.holdsSecret(&seen) }
        }
    }

    func decode(_ input: InputValue, _ validation: inout Validation) -> Union? {
        guard validation.unionResults == nil else {
            // Scalars are decoded faster than they are looked up.
            guard case .node(let node) = input, node.kind == .array || node.kind == .object else {
                return decodeBest(input, &validation)
            }
            return validation.memoizedDecode(Union.self, node) { decodeBest(input, &$0) }
        }
        validation.unionResults = UnionResultCache()
        // It is not known which member is meant, and an error of any of them could show the secret.
        let wasSecret = holdsSecret ? validation.markSecret() : validation.isSecret
        defer {
            validation.restoreSecret(wasSecret)
            validation.unionResults = nil
        }
        return decodeBest(Self.identifiable(input), &validation)
    }

    /// A container as a node of a document: the results of unions inside of it can then be told apart.
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
