public import SwiftletJSON

/// A field of a partial update, which distinguishes an absent field from `null`.
///
/// ```swift
/// struct UserUpdate: Model {
///     var name: Patch<String>
///     var nickname: Patch<String>
///
///     static let schema = Schema(
///         UserUpdate.init,
///         Field("name", \.name, .length(2...100), .notNull),
///         Field("nickname", \.nickname)
///     )
/// }
/// ```
public enum Patch<Value: SchemaValue>: SchemaValue {
    /// The field is absent.
    case unset
    /// The field is `null`.
    case null
    /// The field has a value.
    case value(Value)

    /// Constraints apply to the value.
    public typealias Constrained = Value.Constrained

    /// Decodes `null` or a value; with the constraint `.notNull`, only a value.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<Constrained>],
        validation: inout Validation
    ) -> Patch? {
        if input.isNull, !constraints.forbidNull() { return .null }
        return Value.decode(input, constraints: constraints, validation: &validation).map { .value($0) }
    }

    /// Encodes the value or `null`.
    ///
    /// An unset patch outside of an object is also encoded as `null`.
    public func encode(to writer: inout JSONWriter) throws {
        if case .value(let value) = self { try value.encode(to: &writer) } else { writer.null() }
    }

    /// The value type's schema or `null`; without `null` if the constraint `.notNull` is present.
    public static func describe(
        _ constraints: [Constraint<Constrained>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        let wrapped = Value.describe(constraints, &registry)
        return constraints.forbidNull() ? wrapped : ["anyOf": [.object(wrapped), ["type": "null"]]]
    }

    /// The value of an absent field, ``unset``.
    public static var absent: Patch? { .unset }

    /// Whether the patch is unset and therefore omitted from objects.
    public var isOmitted: Bool {
        if case .unset = self { true } else { false }
    }

    /// Forwards to the value type.
    public static var isRepeated: Bool { Value.isRepeated }

    /// Forwards to the value type.
    public static func redacted(_ input: InputValue) -> JSON { Value.redacted(input) }

    /// Forwards to the value type.
    public static func containsSecret(visited seen: inout Set<ObjectIdentifier>) -> Bool {
        Value.containsSecret(visited: &seen)
    }

    /// Pydantic's name for the type, `nullable[…]`.
    public static var typeLabel: String { "nullable[\(Value.typeLabel)]" }
}

extension Patch {
    /// The value, or `nil` if the patch is unset or `null`.
    public var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }

    /// Applies the patch to the current value.
    ///
    /// - Returns: `current` if the patch is unset, `nil` if it is `null`, otherwise the new value.
    public func applied(to current: Value?) -> Value? {
        switch self {
        case .unset: current
        case .null: nil
        case .value(let value): value
        }
    }
}

extension Patch: Equatable where Value: Equatable {}
extension Patch: Hashable where Value: Hashable {}
