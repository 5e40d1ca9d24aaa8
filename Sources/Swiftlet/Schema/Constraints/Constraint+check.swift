import SwiftletJSON

extension Constraint {
    /// Requires a value that a closure accepts.
    ///
    /// For a model, it can compare several fields. It is called only if all fields are valid:
    ///
    /// ```swift
    /// static let schema = Schema(
    ///     Span.init,
    ///     Field("from", \.lower, .ge(0)),
    ///     Field("to", \.upper, default: 100, description: "The last value."),
    ///     checks: [.check("must not be less than from", at: "to") { $0.lower <= $0.upper }]
    /// )
    /// ```
    ///
    /// - Parameters:
    ///   - reason: The error message for a rejected value. It is prefixed with `Value error, `.
    ///   - field: The field of the model that the error refers to; the value as a whole if `nil`.
    ///   - isValid: Returns whether a value is accepted.
    /// - Returns: The constraint.
    public static func check(
        _ reason: String,
        at field: String? = nil,
        _ isValid: @escaping @Sendable (_ value: Value) -> Bool
    ) -> Constraint {
        Constraint(check: { value, shown, validation in
            if isValid(value) { return true }
            if let field {
                validation.at(.name(field)) { $0.recordValueError(reason, input: shown()[field] ?? shown()) }
            } else {
                validation.recordValueError(reason, input: shown())
            }
            return false
        })
    }
}
