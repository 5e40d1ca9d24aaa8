import SwiftletJSON

extension Constraint {
    /// Allows what a closure allows.
    ///
    /// On a model it looks at the fields together, once each of them is valid:
    ///
    /// ```swift
    /// Schema(Booking.init, …, checks: [.check("must be after begin", at: "end") { $0.begin < $0.end }])
    /// ```
    ///
    /// - Parameters:
    ///   - reason: what is wrong with a value that is rejected; the error says `Value error, ` in front of it.
    ///   - field: the field of the model to which the error belongs; `nil` for the value as a whole.
    ///   - isValid: whether a value is allowed.
    /// - Returns: the rule.
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
