public import SwiftletJSON

/// A header field.
///
/// ```swift
/// Header("x-request-id", String?.self)
/// ```
///
/// A list or a set has the elements of all fields of the name, and of each what commas separate outside of quotes: a client,
/// a proxy or a gateway may send several fields as one
/// ([RFC 9110, section 5.3](https://www.rfc-editor.org/rfc/rfc9110#section-5.3)).
public struct Header<Value: SchemaValue>: EndpointInput {
    private let parameter: ParameterValue<Value>
    /// The header fields as the value is decoded from them.
    private let items: @Sendable (Request) -> [QueryItem]
    /// The errors of a model as the client may see them; `nil` for a single field.
    private let shown: (@Sendable ([ValidationError]) -> [ValidationError])?

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - name: the field's name, in any case; `_` stands for `-`.
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
        let field = HeaderItems.fieldName(name)
        self.parameter = ParameterValue(
            order: .header,
            name: field,
            rules: rules,
            defaultValue: `default`,
            notes: FieldNotes(description: description, examples: examples, isDeprecated: isDeprecated)
        )
        if Value.isRepeated {
            self.items = { HeaderItems.elements($0.headerItems.filter { HeaderItems.name($0.name, matches: field) }) }
        } else {
            self.items = { $0.headerItems }
        }
        self.shown = nil
    }

    /// Creates an input that makes a whole model from the request's header fields.
    ///
    /// - Parameter model: the model; each of its fields is a parameter, under its name with `-` for `_`. An error shows
    ///   those fields only, and none with credentials.
    public init(_ model: Value.Type = Value.self) where Value: Model {
        self.parameter = ParameterValue(order: .header, name: nil, rules: [], defaultValue: nil)
        self.items = { HeaderItems.items(of: $0, for: Value.schema) }
        self.shown = { HeaderItems.shown($0, for: Value.schema) }
    }

    /// `false`: there is nothing to wait for.
    public var needsPreparation: Bool { false }

    /// The parameter, decoded and checked.
    public func extract(_ scope: RequestScope, _ validation: inout Validation) -> Value? {
        let known = validation.errors.count
        let value = parameter.extract(items(scope.request), &validation) { HeaderItems.name($0, matches: $1) }
        if value == nil, let shown { validation.replaceErrors(after: known, shown) }
        return value
    }

    /// Adds the parameter.
    public func describe(_ operation: inout OperationDescription) {
        parameter.describe(&operation)
    }

    /// With the header parameters.
    public var errorOrder: InputOrder { .header }
}
