public import SwiftletJSON

/// A parameter of the path: the text that stands for `{name}` in the endpoint's path, decoded.
///
/// ```swift
/// Path("user_id", Int.self)
/// ```
public struct Path<Value: SchemaValue>: EndpointInput {
    private let parameter: ParameterValue<Value>
    private let modelFields: @Sendable () -> [String]

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - name: the name in braces in the endpoint's path.
    ///   - type: the type to decode; `Optional` for one that may be absent, an array for one that may be repeated.
    ///   - rules: what the value must satisfy.
    ///   - default: the value of an absent parameter; without one the parameter is required unless it is optional.
    ///   - description: what the parameter means, for the documentation.
    ///   - examples: values as they may come, for the documentation.
    ///   - isDeprecated: whether the documentation advises against it.
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
            notes: FieldNotes(description: description, examples: examples, isDeprecated: isDeprecated)
        )
        self.modelFields = { [] }
    }

    /// Creates an input that makes a whole model from the parameters of the path.
    ///
    /// - Parameter model: the model; each of its fields is a parameter.
    public init(_ model: Value.Type = Value.self) where Value: Model {
        self.parameter = ParameterValue(order: .path, name: nil, rules: [], defaultValue: nil)
        // A field with aliases may be any of several parameters.
        self.modelFields = { Value.schema.fields.filter { $0.isRequired && $0.aliases.isEmpty }.map(\.name) }
    }

    /// `false`: there is nothing to wait for.
    public var needsPreparation: Bool { false }

    /// The parameter, decoded and checked.
    public func extract(_ scope: RequestScope, _ validation: inout Validation) -> Value? {
        parameter.extract(scope.pathValues, &validation)
    }

    /// Adds the parameter.
    public func describe(_ operation: inout OperationDescription) {
        parameter.describe(&operation)
    }

    /// The parameter, or those of the model, unless it may be absent.
    public var requiredPathParameters: [String] {
        guard let name = parameter.name else { return modelFields() }
        return parameter.isRequired ? [name] : []
    }

    /// With the path parameters.
    public var errorOrder: InputOrder { .path }
}
