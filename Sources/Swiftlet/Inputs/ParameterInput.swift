public import SwiftletJSON

/// An input that is a parameter of the request: ``Path``, ``Query``, ``Header`` or ``Cookie``.
public protocol ParameterInput<Value>: EndpointInput where Value: SchemaValue {
    /// The location of the parameters of this type.
    static var location: InputLocation { get }

    /// The parameter's declaration.
    var parameter: ParameterDeclaration<Value> { get }

    /// Creates the input from the parameter's declaration.
    init(_ parameter: ParameterDeclaration<Value>)
}

extension ParameterInput {
    /// Creates an input that decodes one parameter.
    ///
    /// - Parameters:
    ///   - name: The name of the parameter.
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
        self.init(
            ParameterDeclaration(
                name,
                at: Self.location,
                rules: rules,
                defaultValue: `default`,
                metadata: FieldMetadata(description: description, examples: examples, isDeprecated: isDeprecated)
            )
        )
    }

    /// Creates an input that decodes a model from all parameters of this type.
    ///
    /// - Parameter model: The model, whose fields are the parameters.
    public init(_ model: Value.Type = Value.self) where Value: Model {
        self.init(ParameterDeclaration(model, at: Self.location))
    }

    /// `false`, because the value is extracted without preparation.
    public var needsPreparation: Bool { false }

    /// Adds the parameter, or the parameters of the model, to the documentation.
    public func describe(_ operation: inout OperationDescription) {
        parameter.describe(&operation)
    }

    /// Errors are reported with those of the other parameters at the location.
    public var inputLocation: InputLocation { Self.location }
}
