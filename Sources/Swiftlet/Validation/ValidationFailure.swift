/// The validation errors of data that did not come from the client: a row, a message, the response of another service.
///
/// An endpoint that throws it responds with status 500, without the errors: the client cannot fix them and must not see the
/// data. For the inputs of a request, use ``RequestValidationFailure``.
public struct ValidationFailure: Error, Sendable {
    /// The errors, in the order of the fields.
    ///
    /// Must not be empty.
    public var errors: [ValidationError]

    /// Creates a failure from errors, which must not be empty.
    public init(_ errors: [ValidationError]) {
        self.errors = errors
    }
}

extension ValidationFailure: CustomStringConvertible {
    /// The locations and messages of the errors, separated by semicolons.
    ///
    /// The inputs are not included.
    public var description: String { errors.map(\.description).joined(separator: "; ") }
}
