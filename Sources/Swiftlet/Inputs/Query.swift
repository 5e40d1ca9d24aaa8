/// A query parameter.
///
/// ```swift
/// Query("page", Int.self, .range(1...), default: 1)
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
