/// A path parameter: the decoded value of `{name}` in the endpoint's path.
///
/// It is an `Optional` if an endpoint's path may not contain the parameter.
///
/// ```swift
/// let readItem = Endpoint(.get, "/items/{id}", Path("id", Int.self, .ge(1))) { id in
///     "Item \(id)"
/// }
/// ```
public struct Path<Value: SchemaValue>: ParameterInput {
    /// The parameter's declaration.
    public let parameter: ParameterDeclaration<Value>

    /// Creates the input from the parameter's declaration.
    public init(_ parameter: ParameterDeclaration<Value>) {
        self.parameter = parameter
    }

    /// ``InputLocation/path``.
    public static var location: InputLocation { .path }

    /// Decodes and validates the parameter.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Value? {
        parameter.extract(from: scope.pathValues, validation: &validation)
    }

    /// The names of the parameter, or the parameters of the model, that are required.
    public var requiredPathParameters: [String] {
        // A field with aliases may match any of multiple parameters.
        if let fields = parameter.modelFields?() {
            return fields.filter { $0.isRequired && $0.aliases.isEmpty }.map(\.name)
        }
        return parameter.isRequired ? [parameter.name].compactMap(\.self) : []
    }
}
