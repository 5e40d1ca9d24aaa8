public import SwiftletJSON

/// A value that must not be shown: a password, a token, a key.
///
/// It is decoded and checked like what it wraps, but no error, no description, no mirror and no response ever carries it.
/// Only ``revealed`` gives it out.
///
/// ```swift
/// Field("password", \.password, .length(8...128))   // var password: Secret<String>
/// ```
public struct Secret<Value: SchemaValue>: SchemaValue {
    /// The value itself.
    public let revealed: Value

    /// What the rules of a secret speak of is what it wraps.
    public typealias Constrained = Value.Constrained

    /// Creates a secret.
    public init(_ value: Value) {
        self.revealed = value
    }

    /// Decodes what the secret wraps; errors say what is wrong, and not with what.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<Constrained>],
        _ validation: inout Validation
    ) -> Secret? {
        let wasSecret = validation.markSecret()
        defer { validation.restoreSecret(wasSecret) }
        guard let value = Value.decode(input, rules, &validation) else { return nil }
        return Secret(value)
    }

    /// Writes asterisks: what stands in for the value does not say how long it is.
    public func encode(to writer: inout JSONWriter) {
        writer.value(.hidden)
    }

    /// The value's schema, write-only and with the format of a password; in a response, the schema of the asterisks.
    public static func describe(
        _ rules: [Constraint<Constrained>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        // The rules are about the value, which is never written.
        if registry.mode == .output { return ["type": "string", "format": "password"] }
        var schema = Value.describe(rules, &registry)
        if schema["type"]?.string == "string" { schema["format"] = "password" }
        schema["writeOnly"] = true
        return schema
    }

    /// What the value is when absent.
    public static var absent: Secret? { Value.absent.map(Secret.init) }

    /// As what it wraps.
    public var isOmitted: Bool { revealed.isOmitted }

    /// As what it wraps.
    public static var isRepeated: Bool { Value.isRepeated }

    /// Asterisks, whatever the input.
    public static func redacted(_ input: InputValue) -> JSON {
        input.isNull ? .null : .hidden
    }

    /// `true`.
    public static func holdsSecret(besides seen: inout Set<ObjectIdentifier>) -> Bool { true }

    /// That of what it wraps.
    public static var typeLabel: String { Value.typeLabel }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Asterisks.
    public var description: String { "**********" }

    /// Asterisks.
    public var debugDescription: String { description }

    /// A mirror in which there is nothing to see.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Secret: Equatable where Value: Equatable {}
extension Secret: Hashable where Value: Hashable {}

extension Secret: ExpressibleByUnicodeScalarLiteral, ExpressibleByExtendedGraphemeClusterLiteral,
    ExpressibleByStringLiteral
where Value == String {
    /// Creates a secret of a text, for tests and for defaults.
    public init(stringLiteral value: String) {
        self.init(value)
    }
}
