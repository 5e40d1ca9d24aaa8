public import SwiftletJSON

/// A header field.
///
/// ```swift
/// let language = Endpoint(.get, "/language", Header("accept-language", String?.self)) { language in
///     language ?? "en"
/// }
/// ```
///
/// An array or set contains the comma-separated elements of all fields with the name, because clients, proxies and gateways
/// may combine repeated fields ([RFC 9110, section 5.3](https://www.rfc-editor.org/rfc/rfc9110#section-5.3)). Commas in quotes
/// do not separate elements.
public struct Header<Value: SchemaValue>: EndpointInput {
    private let parameter: ParameterValue<Value>
    /// Returns the header fields to decode.
    private let items: @Sendable (Request) -> [QueryItem]
    /// Redacts the errors of a model; `nil` for a single field.
    private let redact: (@Sendable ([ValidationError]) -> [ValidationError])?

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - name: The field name, case-insensitive, with `_` converted to `-`.
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
        let field = HeaderItems.fieldName(name)
        self.parameter = ParameterValue(
            order: .header,
            name: field,
            rules: rules,
            defaultValue: `default`,
            metadata: FieldMetadata(description: description, examples: examples, isDeprecated: isDeprecated)
        )
        if Value.isRepeated {
            self.items = { HeaderItems.elements($0.headerItems.filter { HeaderItems.name($0.name, matches: field) }) }
        } else {
            self.items = { $0.headerItems }
        }
        self.redact = nil
    }

    /// Creates an input that decodes a model from all header fields.
    ///
    /// - Parameter model: The model, whose fields are the parameters, with `_` in their names converted to `-`. Errors only
    ///   include the values of these fields, and none that contain credentials.
    public init(_ model: Value.Type = Value.self) where Value: Model {
        self.parameter = ParameterValue(order: .header, name: nil, rules: [], defaultValue: nil)
        self.items = { HeaderItems.items(of: $0, for: Value.schema) }
        self.redact = { HeaderItems.redacted($0, for: Value.schema) }
    }

    /// `false`, because the value is extracted without preparation.
    public var needsPreparation: Bool { false }

    /// Decodes and validates the parameter.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Value? {
        let errorCount = validation.errors.count
        let value = parameter.extract(from: items(scope.request), validation: &validation) {
            HeaderItems.name($0, matches: $1)
        }
        if value == nil, let redact { validation.replaceErrors(after: errorCount, redact) }
        return value
    }

    /// Adds the parameter to the documentation.
    public func describe(_ operation: inout OperationDescription) {
        parameter.describe(&operation)
    }

    /// Errors are reported with those of the header fields.
    public var inputLocation: InputLocation { .header }
}
