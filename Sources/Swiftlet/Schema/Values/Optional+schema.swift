public import SwiftletJSON

extension Optional: EndpointOutput where Wrapped: SchemaValue {}

/// A value that may be `null`, and may be absent, which is the same.
extension Optional: SchemaValue where Wrapped: SchemaValue {
    /// What the rules of an optional speak of is what it wraps.
    public typealias Constrained = Wrapped.Constrained

    /// Decodes a value, for which the rules hold, or `null`.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<Constrained>],
        _ validation: inout Validation
    ) -> Self? {
        if input.isNull, !rules.forbidNull() { return .some(.none) }
        return Wrapped.decode(input, rules, &validation).map { .some($0) }
    }

    /// Writes the value or `null`.
    public func encode(to writer: inout JSONWriter) throws {
        if let value = self { try value.encode(to: &writer) } else { writer.null() }
    }

    /// The value's schema or `null`'s.
    public static func describe(
        _ rules: [Constraint<Constrained>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        let wrapped = Wrapped.describe(rules, &registry)
        return rules.forbidNull() ? wrapped : ["anyOf": [.object(wrapped), ["type": "null"]]]
    }

    /// `nil`: an absent value is as good as `null`.
    public static var absent: Self? { .some(.none) }

    /// As what it wraps.
    public static var isRepeated: Bool { Wrapped.isRepeated }

    /// As what it wraps.
    public static func redacted(_ input: InputValue) -> JSON { Wrapped.redacted(input) }

    /// As what it wraps.
    public static func holdsSecret(besides seen: inout Set<ObjectIdentifier>) -> Bool {
        Wrapped.holdsSecret(besides: &seen)
    }

    /// `nullable[…]`, as Pydantic names it.
    public static var typeLabel: String { "nullable[\(Wrapped.typeLabel)]" }
}
