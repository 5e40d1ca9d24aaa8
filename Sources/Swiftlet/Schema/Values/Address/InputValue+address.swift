import SwiftletJSON

extension InputValue {
    /// Decodes an address or a network.
    ///
    /// - Parameters:
    ///   - make: Creates the value from a string or a number; `nil` if it is invalid.
    ///   - error: The error to record for an invalid value.
    ///   - constraints: The constraints that the value must satisfy.
    ///   - validation: Collects the errors.
    /// - Returns: The value, or `nil` if an error was recorded.
    func decodeAddress<Value>(
        _ make: (Scalar) -> Value?,
        orRecord error: (type: String, message: String),
        constraints: [Constraint<Value>],
        validation: inout Validation
    ) -> Value? {
        validation.floorExactness(.lax)
        guard let value = make(scalar) else {
            validation.record(error.type, error.message, input: json)
            return nil
        }
        return constraints.apply(to: value, shown: json, validation: &validation)
    }
}
