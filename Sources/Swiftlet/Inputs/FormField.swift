public import SwiftletJSON

/// A field of a URL-encoded or multipart form.
///
/// ```swift
/// let subscribe = Endpoint(.post, "/subscriptions", FormField("email", EmailAddress.self)) { email in
///     "Subscribed \(email)"
/// }
/// ```
///
/// An empty field counts as missing and gets its default.
public struct FormField<Value: SchemaValue>: EndpointInput {
    private let parameter: ParameterDeclaration<Value>

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - name: The field name.
    ///   - type: The type to decode: an `Optional` if the value may be missing, an array if it may be repeated.
    ///   - rules: The constraints that the value must satisfy.
    ///   - default: The value if the field is missing; without one the field is required unless it is optional.
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
        self.parameter = ParameterDeclaration(
            name,
            at: .body,
            rules: rules,
            defaultValue: `default`,
            metadata: FieldMetadata(description: description, examples: examples, isDeprecated: isDeprecated)
        )
    }

    /// Parses the body as a form.
    ///
    /// - Throws: ``HTTPError`` with status 400 if the form is malformed, or 413 if it has more fields than the app's
    ///   `formFieldLimit`.
    public func prepare(_ scope: RequestScope) async throws {
        try scope.validateForm()
    }

    /// Decodes and validates the field.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Value? {
        if let error = scope.form.parseError {
            return validation.at(.name("body")) { $0.rejectForm(error, scope) }
        }
        return parameter.extract(from: scope.form.fields, validation: &validation)
    }

    /// Adds the field to the form in the documentation.
    public func describe(_ operation: inout OperationDescription) {
        operation.bodies.append(parameter.describeFormField(&operation, "application/x-www-form-urlencoded"))
    }

    /// Errors are reported with those of the body.
    public var inputLocation: InputLocation { .body }
}
