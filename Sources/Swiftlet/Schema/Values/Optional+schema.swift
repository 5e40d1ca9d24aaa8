public import SwiftletJSON

extension Optional: EndpointOutput where Wrapped: SchemaValue {}

/// A value that may be `null` or absent, which are equivalent.
extension Optional: SchemaValue where Wrapped: SchemaValue {
    /// Constraints apply to the wrapped value.
    public typealias Constrained = Wrapped.Constrained

    /// Decodes `null`, or a value that satisfies the constraints.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<Constrained>],
        validation: inout Validation
    ) -> Self? {
        if input.isNull, !constraints.forbidNull() { return .some(.none) }
        return Wrapped.decode(input, constraints: constraints, validation: &validation).map { .some($0) }
    }

    /// Encodes the value or `null`.
    public func encode(to writer: inout JSONWriter) throws {
        if let value = self { try value.encode(to: &writer) } else { writer.null() }
    }

    /// The wrapped type's schema or `null`; without `null` if the constraint `.notNull` is present.
    public static func describe(
        _ constraints: [Constraint<Constrained>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        let wrapped = Wrapped.describe(constraints, &registry)
        return constraints.forbidNull() ? wrapped : ["anyOf": [.object(wrapped), ["type": "null"]]]
    }

    /// The value of an absent input, `nil`.
    public static var absent: Self? { .some(.none) }

    /// Forwards to the wrapped type.
    public static var isRepeated: Bool { Wrapped.isRepeated }

    /// Forwards to the wrapped type.
    public static func redacted(_ input: InputValue) -> JSON { Wrapped.redacted(input) }

    /// Forwards to the wrapped type.
    public static func containsSecret(visited seen: inout Set<ObjectIdentifier>) -> Bool {
        Wrapped.containsSecret(visited: &seen)
    }

    /// Pydantic's name for the type, `nullable[…]`.
    public static var typeLabel: String { "nullable[\(Wrapped.typeLabel)]" }
}
