import SwiftletJSON

/// A whole form as one model: urlencoded or multipart, each field of the model a field of the form.
///
/// A field that is empty is one that was not filled in: it has its default, or is missing; a list has its empty elements, as in
/// FastAPI. A file that was not selected, which browsers send with an empty name and no bytes, is absent. Files are fields
/// of the types ``UploadedFile``, `UploadedFile?` and `[UploadedFile]`.
///
/// ```swift
/// Endpoint(.post, "/login", Form(LoginForm.self)) { form in … }
/// ```
public struct Form<Value: Model>: EndpointInput {
    /// Creates the input.
    public init(_ model: Value.Type = Value.self) {}

    /// Checks that the body is a form.
    ///
    /// - Throws: an ``HTTPError`` with status 400 if it is broken, and 413 if it has more fields than the app's
    ///   `formFieldLimit`.
    public func prepare(_ scope: RequestScope) async throws {
        try scope.checkForm()
    }

    /// The model, decoded and checked.
    public func extract(_ scope: RequestScope, _ validation: inout Validation) -> Value? {
        validation.at(.name("body")) { validation in
            if let fault = scope.form.fault { return validation.rejectForm(fault, scope) }
            return Value.decode(scope.form.input(for: Value.schema.fields), [], &validation)
        }
    }

    /// Adds the form.
    public func describe(_ operation: inout OperationDescription) {
        let schema = Value.describe([], &operation.registry)
        let properties = operation.registry.resolve(schema)["properties"] ?? [:]
        operation.bodies.append(
            OperationDescription.Body(
                contentType: properties.describesFile ? "multipart/form-data" : "application/x-www-form-urlencoded",
                isRequired: true,
                schema: schema
            )
        )
    }

    /// With the body.
    public var errorOrder: InputOrder { .body }
}

extension JSON {
    /// Whether the schemas in a value are those of files.
    fileprivate var describesFile: Bool {
        switch self {
        case .object(let object):
            object["contentMediaType"] == UploadedFile.schema["contentMediaType"]
                || object.contains { $0.value.describesFile }
        case .array(let elements): elements.contains { $0.describesFile }
        case .null, .bool, .number, .string: false
        }
    }
}

extension Validation {
    /// Records that the body is not a form: once, even where several inputs read it.
    mutating func rejectForm<Value>(_ fault: FormBody.Fault, _ scope: RequestScope) -> Value? {
        if scope.hasRejectedBody { return nil }
        scope.hasRejectedBody = true
        let reason =
            switch fault {
            case .malformed(let reason): reason
            case .tooManyFields(let limit): "The form has more than \(limit) fields."
            }
        record("form_invalid", "There was an error parsing the body: \(reason)", input: .null)
        return nil
    }
}
