public import SwiftletJSON

/// A value that must not be disclosed: a password, a token, a key.
///
/// It is decoded and validated like the wrapped type, but never appears in errors, descriptions, mirrors or responses. Only
/// ``revealed`` returns it.
///
/// ```swift
/// @Rule(.length(8...128)) var password: Secret<String>
/// ```
public struct Secret<Value: SchemaValue>: SchemaValue {
    /// The secret value.
    public let revealed: Value

    /// Constraints apply to the wrapped value.
    public typealias Constrained = Value.Constrained

    /// Wraps a value as a secret.
    public init(_ value: Value) {
        self.revealed = value
    }

    /// Decodes the wrapped value.
    ///
    /// Errors contain the reason, but not the input.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<Constrained>],
        validation: inout Validation
    ) -> Secret? {
        let wasSecret = validation.markSecret()
        defer { validation.restoreSecret(wasSecret) }
        guard let value = Value.decode(input, constraints: constraints, validation: &validation) else { return nil }
        return Secret(value)
    }

    /// Encodes a placeholder of fixed length, which does not disclose the length of the value.
    public func encode(to writer: inout JSONWriter) {
        writer.value(.masked)
    }

    /// The wrapped type's schema, write-only and with the format `password`; the schema of the placeholder in output mode.
    public static func describe(
        _ constraints: [Constraint<Constrained>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        // The constraints do not apply to the placeholder.
        if registry.mode == .output { return ["type": "string", "format": "password"] }
        var schema = Value.describe(constraints, &registry)
        if schema["type"]?.string == "string" { schema["format"] = "password" }
        schema["writeOnly"] = true
        return schema
    }

    /// The wrapped type's value of an absent input.
    public static var absent: Secret? { Value.absent.map(Secret.init) }

    /// Forwards to the wrapped type.
    public var isOmitted: Bool { revealed.isOmitted }

    /// Forwards to the wrapped type.
    public static var isRepeated: Bool { Value.isRepeated }

    /// The placeholder; `null` stays `null`.
    public static func redacted(_ input: InputValue) -> JSON {
        input.isNull ? .null : .masked
    }

    /// Returns `true`.
    public static func containsSecret(visited seen: inout Set<ObjectIdentifier>) -> Bool { true }

    /// The wrapped type's label.
    public static var typeLabel: String { Value.typeLabel }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The placeholder.
    public var description: String { "**********" }

    /// The placeholder.
    public var debugDescription: String { description }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Secret: Equatable where Value: Equatable {}
extension Secret: Hashable where Value: Hashable {}

extension Secret: ExpressibleByUnicodeScalarLiteral, ExpressibleByExtendedGraphemeClusterLiteral,
    ExpressibleByStringLiteral
where Value == String {
    /// Creates a secret from a string literal, for tests and default values.
    public init(stringLiteral value: String) {
        self.init(value)
    }
}
