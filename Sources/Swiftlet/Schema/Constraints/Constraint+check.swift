import SwiftletJSON

extension Constraint {
    /// Requires a value that a closure accepts.
    ///
    /// For a model, it can compare several fields. It is called only if all fields are valid:
    ///
    /// ```swift
    /// Schema(Booking.init, …, checks: [.check("must be after begin", at: "end") { $0.begin < $0.end }])
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
