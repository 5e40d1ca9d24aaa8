public import SwiftletJSON

/// A whole form as one model: urlencoded or multipart, each field of the model a field of the form.
///
/// A field that is empty is one that was not filled in: it has its default, or is missing.
///
/// ```swift
/// Endpoint(.post, "/login", Form(LoginForm.self)) { form in … }
/// ```
public struct Form<Value: Model>: EndpointInput {
    /// Creates the input.
    public init(_ model: Value.Type = Value.self) {}

    /// Checks the number of the form's fields.
    ///
    /// - Throws: an ``HTTPError`` with status 413 if there are more than the app's `formFieldLimit`.
    public func prepare(_ scope: RequestScope) async throws {
        try scope.checkFormSize()
    }

    /// The model, decoded and checked.
    public func extract(_ scope: RequestScope, _ validation: inout Validation) -> Value? {
        validation.at(.name("body")) { validation in
            if let fault = scope.form.fault { return validation.refuseForm(fault, scope) }
            return Value.decode(.fields(scope.form.filledFields), [], &validation)
        }
    }

    /// Adds the form.
    public func describe(_ operation: inout OperationDescription) {
        operation.bodies.append(
            OperationDescription.Body(
                contentType: "application/x-www-form-urlencoded",
                isRequired: true,
                schema: Value.describe([], &operation.registry)
            )
        )
    }

    /// With the body.
    public var errorOrder: InputOrder { .body }
}

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

    /// Checks the number of the form's fields.
    ///
    /// - Throws: an ``HTTPError`` with status 413 if there are more than the app's `formFieldLimit`.
    public func prepare(_ scope: RequestScope) async throws {
        try scope.checkFormSize()
    }

    /// The field, decoded and checked.
    public func extract(_ scope: RequestScope, _ validation: inout Validation) -> Value? {
        if let fault = scope.form.fault {
            return validation.at(.name("body")) { $0.refuseForm(fault, scope) }
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

/// A file of a multipart form.
public struct File: EndpointInput {
    private let name: String

    /// Creates the input.
    ///
    /// - Parameter name: the field's name.
    public init(_ name: String) {
        self.name = name
    }

    /// Checks the number of the form's fields.
    ///
    /// - Throws: an ``HTTPError`` with status 413 if there are more than the app's `formFieldLimit`.
    public func prepare(_ scope: RequestScope) async throws {
        try scope.checkFormSize()
    }

    /// The file.
    public func extract(_ scope: RequestScope, _ validation: inout Validation) -> UploadedFile? {
        validation.at(.name("body")) { validation in
            if let fault = scope.form.fault { return validation.refuseForm(fault, scope) }
            if let found = scope.form.files.last(where: { $0.name.utf8Equals(name) }) { return found.file }
            return validation.at(.name(name)) { validation in
                validation.record("missing", "Field required", input: .null)
                return nil
            }
        }
    }

    /// Adds the file to the form.
    public func describe(_ operation: inout OperationDescription) {
        operation.bodies.append(
            OperationDescription.Body(
                name: name,
                isMember: true,
                contentType: "multipart/form-data",
                isRequired: true,
                schema: [
                    "type": "string",
                    "contentMediaType": "application/octet-stream",
                    "title": .string(FieldNotes.title(of: name)),
                ]
            )
        )
    }

    /// With the body.
    public var errorOrder: InputOrder { .body }
}

/// All files of one name in a multipart form, none included.
public struct Files: EndpointInput {
    private let name: String

    /// Creates the input.
    ///
    /// - Parameter name: the field's name.
    public init(_ name: String) {
        self.name = name
    }

    /// Checks the number of the form's fields.
    ///
    /// - Throws: an ``HTTPError`` with status 413 if there are more than the app's `formFieldLimit`.
    public func prepare(_ scope: RequestScope) async throws {
        try scope.checkFormSize()
    }

    /// The files, in order.
    public func extract(_ scope: RequestScope, _ validation: inout Validation) -> [UploadedFile]? {
        if let fault = scope.form.fault {
            return validation.at(.name("body")) { $0.refuseForm(fault, scope) }
        }
        return scope.form.files.filter { $0.name.utf8Equals(name) }.map(\.file)
    }

    /// Adds the files to the form.
    public func describe(_ operation: inout OperationDescription) {
        operation.bodies.append(
            OperationDescription.Body(
                name: name,
                isMember: true,
                contentType: "multipart/form-data",
                isRequired: false,
                schema: [
                    "type": "array",
                    "items": ["type": "string", "contentMediaType": "application/octet-stream"],
                    "title": .string(FieldNotes.title(of: name)),
                ]
            )
        )
    }

    /// With the body.
    public var errorOrder: InputOrder { .body }
}

extension Validation {
    /// Records that the body is not a form: once, even where several inputs read it.
    mutating func refuseForm<Value>(_ fault: FormBody.Fault, _ scope: RequestScope) -> Value? {
        if scope.hasRefusedBody { return nil }
        scope.hasRefusedBody = true
        let reason =
            switch fault {
            case .malformed(let reason): reason
            case .tooManyFields(let limit): "The form has more than \(limit) fields."
            }
        record("form_invalid", "There was an error parsing the body: \(reason)", input: .null)
        return nil
    }
}
