public import SwiftletJSON

/// A path parameter: the decoded value of `{name}` in the endpoint's path.
///
/// ```swift
/// let readItem = Endpoint(.get, "/items/{id}", Path("id", Int.self, .ge(1))) { id in
///     "Item \(id)"
/// }
/// ```
public struct Path<Value: SchemaValue>: EndpointInput {
    private let parameter: ParameterValue<Value>
    private let modelFields: @Sendable () -> [String]

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - name: The name in braces in the endpoint's path.
    ///   - type: The type to decode; `Optional` if an endpoint's path may not contain the parameter.
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
            order: .path,
            name: name,
            rules: rules,
            defaultValue: `default`,
            metadata: FieldMetadata(description: description, examples: examples, isDeprecated: isDeprecated)
        )
        self.modelFields = { [] }
    }

    /// Creates an input that decodes a model from all path parameters.
    ///
    /// - Parameter model: The model, whose fields are the parameters.
    public init(_ model: Value.Type = Value.self) where Value: Model {
        self.parameter = ParameterValue(order: .path, name: nil, rules: [], defaultValue: nil)
        // A field with aliases may match any of multiple parameters.
        self.modelFields = { Value.schema.fields.filter { $0.isRequired && $0.aliases.isEmpty }.map(\.name) }
    }

    /// `false`, because the value is extracted without preparation.
    public var needsPreparation: Bool { false }

    /// Decodes and validates the parameter.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Value? {
        parameter.extract(from: scope.pathValues, validation: &validation)
    }

    /// Adds the parameter to the documentation.
    public func describe(_ operation: inout OperationDescription) {
        parameter.describe(&operation)
    }

    /// The names of the parameter, or the parameters of the model, that are required.
    public var requiredPathParameters: [String] {
        guard let name = parameter.name else { return modelFields() }
        return parameter.isRequired ? [name] : []
    }

    /// Errors are reported with those of the path parameters.
    public var inputLocation: InputLocation { .path }
}
