/// A cookie.
///
/// ```swift
/// let session = Endpoint(.get, "/session", Cookie("session", String?.self)) { session in
///     session == nil ? "A new visitor" : "A known visitor"
/// }
/// ```
public struct Cookie<Value: SchemaValue>: ParameterInput {
    /// The parameter's declaration.
    public let parameter: ParameterDeclaration<Value>

    /// Creates the input from the parameter's declaration.
    public init(_ parameter: ParameterDeclaration<Value>) {
        self.parameter = parameter
    }

    /// ``InputLocation/cookie``.
    public static var location: InputLocation { .cookie }

    /// Decodes and validates the parameter.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Value? {
        parameter.extract(from: scope.request.cookies, validation: &validation)
    }
}
