public import SwiftletJSON

/// A query parameter.
///
/// ```swift
/// let search = Endpoint(.get, "/search", Query("q", String.self), Query("page", Int.self, .ge(1), default: 1)) {
///     "Page \($1) of the results for \($0)"
/// }
/// ```
public struct Query<Value: SchemaValue>: EndpointInput {
    private let parameter: ParameterValue<Value>

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - name: The name in the query.
    ///   - type: The type to decode: an `Optional` if the value may be missing, an array if it may be repeated.
    ///   - rules: The constraints that the value must satisfy.
    ///   - default: The value if the parameter is missing; without one the parameter is required unless it is optional.
    ///   - description: A description for the documentation.
    ///   - examples: Example values for the documentation.
    ///   - isDeprecated: Whether the documentation marks the input as deprecated.
    public init(
        _ name: String,
        _ type: Value.Type = Value.self,
        _ rules: Constraint<Value.Constrained>...,
        default: Value? = nil,
        description: String? = nil,
        examples: [JSON] = [],
        isDeprecated: Bool = false
    ) {
        self.parameter = ParameterValue(
            order: .query,
            name: name,
            rules: rules,
            defaultValue: `default`,
            metadata: FieldMetadata(description: description, examples: examples, isDeprecated: isDeprecated)
        )
    }

    /// Creates an input that decodes a model from all query parameters.
    ///
    /// - Parameter model: The model, whose fields are the parameters.
    public init(_ model: Value.Type = Value.self) where Value: Model {
        self.parameter = ParameterValue(order: .query, name: nil, rules: [], defaultValue: nil)
    }

    /// `false`, because the value is extracted without preparation.
    public var needsPreparation: Bool { false }

    /// Decodes and validates the parameter.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Value? {
        parameter.extract(from: scope.request.query, validation: &validation)
    }

    /// Adds the parameter to the documentation.
    public func describe(_ operation: inout OperationDescription) {
        parameter.describe(&operation)
    }

    /// Errors are reported with those of the query parameters.
    public var inputLocation: InputLocation { .query }
}
