public import SwiftletJSON

/// A constraint on a value, such as a length or a range, or a transformation applied before validation.
///
/// ```swift
/// struct Member: Model {
///     var name: String
///     var age: Int?
///     var nickname: String
///
///     static let schema = Schema(
///         Member.init,
///         Field("name", \.name, .stripped, .length(2...100)),
///         Field("age", \.age, .range(0..<150)),
///         Field("nickname", \.nickname, .check("must not be reserved") { $0 != "admin" }, default: "anonymous")
///     )
/// }
/// ```
public struct Constraint<Value>: Sendable {
    /// Returns the redacted input for use in an error.
    ///
    /// Called only if there is an error.
    public typealias RedactedInput = () -> JSON

    let check: (@Sendable (Value, _ shown: RedactedInput, inout Validation) -> Bool)?
    let transform: (@Sendable (Value) -> Value)?
    let describe: @Sendable (inout JSONObject) -> Void
    /// The bounds of a collection's count.
    ///
    /// The maximum is checked before the elements are decoded, because there may be too many.
    var countBounds: LengthBounds?
    /// Whether `null` is rejected for an `Optional` or a ``Patch``.
    var forbidsNull = false

    /// Creates a constraint.
    ///
    /// - Parameters:
    ///   - check: Returns whether the value is valid, and records an error if not. `shown` returns the input for that error.
    ///   - transform: Transforms the value before any constraint is checked.
    ///   - describe: Adds the constraint to a JSON Schema.
    public init(
        check: (@Sendable (_ value: Value, _ shown: RedactedInput, _ validation: inout Validation) -> Bool)? = nil,
        transform: (@Sendable (Value) -> Value)? = nil,
        describe: @escaping @Sendable (_ schema: inout JSONObject) -> Void = { _ in }
    ) {
        self.check = check
        self.transform = transform
        self.describe = describe
        self.countBounds = nil
    }

    /// Rejects `null` for an `Optional` or a ``Patch``, so that the field can be absent but not `null`.
    public static var notNull: Constraint {
        var rule = Constraint()
        rule.forbidsNull = true
        return rule
    }
}

extension Array {
    /// Applies all constraints to a value: first the transformations, then the checks, up to the first failure.
    ///
    /// - Returns: The transformed value, or `nil` if a check failed.
    func apply<Value>(
        to value: Value,
        shown: @autoclosure () -> JSON,
        validation: inout Validation
    ) -> Value? where Element == Constraint<Value> {
        if isEmpty { return value }
        let value = transform(value)
        for rule in self {
            if let check = rule.check, !check(value, shown, &validation) { return nil }
        }
        return value
    }

    /// Applies all transformations to a value.
    func transform<Value>(_ value: Value) -> Value where Element == Constraint<Value> {
        var value = value
        for rule in self {
            if let transform = rule.transform { value = transform(value) }
        }
        return value
    }

    /// Returns whether `null` is rejected.
    func forbidNull<Value>() -> Bool where Element == Constraint<Value> {
        contains { $0.forbidsNull }
    }

    /// Adds all constraints to a JSON Schema.
    func describe<Value>(_ schema: inout JSONObject) where Element == Constraint<Value> {
        for rule in self {
            rule.describe(&schema)
        }
    }

    /// Returns a JSON Schema with all constraints added.
    func describing<Value>(_ schema: JSONObject) -> JSONObject where Element == Constraint<Value> {
        var schema = schema
        describe(&schema)
        return schema
    }
}
