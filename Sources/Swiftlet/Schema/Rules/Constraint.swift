public import SwiftletJSON

/// A rule a value must satisfy, such as a length or a range.
///
/// ```swift
/// Field("name", \.name, .stripped, .length(2...100))
/// Field("age", \.age, .range(0..<150))
/// Field("slug", \.slug, .check("must not be reserved") { $0 != "admin" })
/// ```
public struct Constraint<Value>: Sendable {
    /// Makes the input as an error may show it; called only when there is an error.
    public typealias Shown = () -> JSON

    let check: (@Sendable (Value, _ shown: Shown, inout Validation) -> Bool)?
    let transform: (@Sendable (Value) -> Value)?
    let describe: @Sendable (inout JSONObject) -> Void
    /// Of a list's length: looked at before the elements are decoded, as there may be too many of them.
    var countBounds: LengthBounds?
    /// Whether an optional or a patch may not be `null`.
    var forbidsNull = false

    /// Creates a rule.
    ///
    /// - Parameters:
    ///   - check: returns whether the value passes, and records an error if not; `shown` is the input for that error.
    ///   - transform: changes the value before any rule checks it.
    ///   - describe: adds the rule to a JSON Schema.
    public init(
        check: (@Sendable (_ value: Value, _ shown: Shown, _ validation: inout Validation) -> Bool)? = nil,
        transform: (@Sendable (Value) -> Value)? = nil,
        describe: @escaping @Sendable (_ schema: inout JSONObject) -> Void = { _ in }
    ) {
        self.check = check
        self.transform = transform
        self.describe = describe
        self.countBounds = nil
    }

    /// Refuses `null` where the type would allow it, in an optional or a ``Patch``: absent is then the only other way.
    public static var notNull: Constraint {
        var rule = Constraint()
        rule.forbidsNull = true
        return rule
    }
}

extension Array {
    /// Applies all rules to a value: first every change, then the checks, up to the first that fails.
    ///
    /// - Returns: the value, changed, or `nil` if a check failed.
    func apply<Value>(
        to value: Value,
        shown: @autoclosure () -> JSON,
        _ validation: inout Validation
    ) -> Value? where Element == Constraint<Value> {
        if isEmpty { return value }
        let value = transform(value)
        for rule in self {
            if let check = rule.check, !check(value, shown, &validation) { return nil }
        }
        return value
    }

    /// Makes every change.
    func transform<Value>(_ value: Value) -> Value where Element == Constraint<Value> {
        var value = value
        for rule in self {
            if let transform = rule.transform { value = transform(value) }
        }
        return value
    }

    /// Whether `null` is rejected.
    func forbidNull<Value>() -> Bool where Element == Constraint<Value> {
        contains { $0.forbidsNull }
    }

    /// Adds all rules to a JSON Schema.
    func describe<Value>(_ schema: inout JSONObject) where Element == Constraint<Value> {
        for rule in self {
            rule.describe(&schema)
        }
    }
}
