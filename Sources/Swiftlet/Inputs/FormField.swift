public import SwiftletJSON

/// One field of a form, urlencoded or multipart.
///
/// One that is empty was not filled in: it has its default, or is missing.
public struct FormField<Value: SchemaValue>: EndpointInput {
    private let parameter: ParameterValue<Value>

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - name: the field's name.
    ///   - type: the type to decode; `Optional` for one that may be absent, an array for one that may be repeated.
    ///   - rules: what the value must satisfy.
    ///   - default: the value of an absent field.
    ///   - description: what the field means, for the documentation.
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
            order: .body,
            name: name,
            rules: rules,
            defaultValue: `default`,
            notes: FieldNotes(description: description, examples: examples, isDeprecated: isDeprecated)
        )
    }

    /// Checks that the body is a form.
    ///
    /// - Throws: an ``HTTPError`` with status 400 if it is broken, and 413 if it has more fields than the app's
    ///   `formFieldLimit`.
    public func prepare(_ scope: RequestScope) async throws {
        try scope.checkForm()
    }

    /// The field, decoded and checked.
    public func extract(_ scope: RequestScope, _ validation: inout Validation) -> Value? {
        if let fault = scope.form.fault {
            return validation.at(.name("body")) { $0.rejectForm(fault, scope) }
        }
        return parameter.extract(scope.form.fields, &validation)
    }

    /// Adds the field to the form.
    public func describe(_ operation: inout OperationDescription) {
        operation.bodies.append(parameter.describeFormField(&operation, "application/x-www-form-urlencoded"))
    }

    /// With the body.
    public var errorOrder: InputOrder { .body }
}
