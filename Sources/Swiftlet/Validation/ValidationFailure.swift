/// All that is wrong with data of the app's own: a row, a message, the response of another service.
///
/// Thrown while a request is served it is a 500: the client can do nothing about it, and must not see the data. What is
/// wrong with the request itself is a ``RequestValidationFailure``.
public struct ValidationFailure: Error, Sendable {
    /// The errors, in the order of the fields; never empty.
    public var errors: [ValidationError]

    /// Creates a failure.
    public init(_ errors: [ValidationError]) {
        self.errors = errors
    }
}

extension ValidationFailure: CustomStringConvertible {
    /// The errors with semicolons between, without the values.
    public var description: String { errors.map(\.description).joined(separator: "; ") }
}

/// All that is wrong with the inputs of a request: status 422, with the errors in the response.
///
/// An endpoint throws it by itself. Throw one for a rule that no single input can check:
///
/// ```swift
/// throw RequestValidationFailure([
///     ValidationError(type: "value_error", location: [.name("body"), .name("until")], message: "Ends before it starts", input: .null)
/// ])
/// ```
public struct RequestValidationFailure: Error, Sendable {
    /// The errors, in the order of the inputs; never empty.
    ///
    /// They are sent to the client.
    public var errors: [ValidationError]

    /// Creates a failure.
    public init(_ errors: [ValidationError]) {
        self.errors = errors
    }
}

extension RequestValidationFailure: CustomStringConvertible {
    /// The errors with semicolons between, without the values.
    public var description: String { errors.map(\.description).joined(separator: "; ") }
}
