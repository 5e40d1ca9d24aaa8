/// The validation errors of a request's inputs: status 422 with the errors in the response.
///
/// Endpoints throw it automatically. Throw it yourself for a rule that depends on several inputs:
///
/// ```swift
/// let location: [ValidationError.Component] = [.name("body"), .name("end")]
/// throw RequestValidationFailure([
///     ValidationError(type: "value_error", location: location, message: "must be after begin", input: .null)
/// ])
/// ```
public struct RequestValidationFailure: Error, Sendable {
    /// The errors, in the order of the inputs, which are sent to the client.
    ///
    /// Must not be empty.
    public var errors: [ValidationError]

    /// Creates a failure from errors, which must not be empty.
    public init(_ errors: [ValidationError]) {
        self.errors = errors
    }
}

extension RequestValidationFailure: CustomStringConvertible {
    /// The locations and messages of the errors, separated by semicolons.
    ///
    /// The inputs are not included.
    public var description: String { errors.map(\.description).joined(separator: "; ") }
}
