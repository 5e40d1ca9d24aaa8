/// A query parameter.
///
/// ```swift
/// let search = Endpoint(
///     .get,
///     "/search",
///     Query("q", String.self),
///     Query("page", Int.self, .range(1...1_000_000), default: 1)
/// ) {
///     "Page \($1) of the results for \($0)"
/// }
/// ```
public struct Query<Value: SchemaValue>: ParameterInput {
    /// The parameter's declaration.
    public let parameter: ParameterDeclaration<Value>

    /// Creates the input from the parameter's declaration.
    public init(_ parameter: ParameterDeclaration<Value>) {
        self.parameter = parameter
    }

    /// ``InputLocation/query``.
    public static var location: InputLocation { .query }

    /// Decodes and validates the parameter.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Value? {
        parameter.extract(from: scope.request.query, validation: &validation)
    }
}
