public import SwiftletJSON

/// A field of a partial update, in which "leave it alone" and "set it to null" are different things.
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
    /// The field was not there.
    case unset
    /// The field was `null`.
    case null
    /// The field had a value.
    case value(Value)

    /// What the rules of a patch speak of is its value.
    public typealias Constrained = Value.Constrained

    /// Decodes `null` or a value; with the rule `.notNull` only a value.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<Constrained>],
        _ validation: inout Validation
    ) -> Patch? {
        if input.isNull, !rules.forbidNull() { return .null }
        return Value.decode(input, rules, &validation).map { .value($0) }
    }

    /// Writes the value or `null`, which is also what an unset patch is outside of an object.
    public func encode(to writer: inout JSONWriter) throws {
        if case .value(let value) = self { try value.encode(to: &writer) } else { writer.null() }
    }

    /// The value's schema or `null`'s.
    public static func describe(
        _ rules: [Constraint<Constrained>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        let wrapped = Value.describe(rules, &registry)
        return rules.forbidNull() ? wrapped : ["anyOf": [.object(wrapped), ["type": "null"]]]
    }

    /// ``unset``.
    public static var absent: Patch? { .unset }

    /// Whether the patch is unset: it is then left out of an object.
    public var isOmitted: Bool {
        if case .unset = self { true } else { false }
    }

    /// As its value.
    public static var isRepeated: Bool { Value.isRepeated }

    /// As its value.
    public static func redacted(_ input: InputValue) -> JSON { Value.redacted(input) }

    /// As its value.
    public static func holdsSecret(besides seen: inout Set<ObjectIdentifier>) -> Bool {
        Value.holdsSecret(besides: &seen)
    }

    /// `nullable[…]`, as Pydantic names it.
    public static var typeLabel: String { "nullable[\(Value.typeLabel)]" }
}

extension Patch {
    /// The value, if there is one.
    public var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }

    /// What becomes of a current value: it stays, becomes `nil`, or becomes the new one.
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
