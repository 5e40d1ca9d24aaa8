import SwiftletJSON

/// A URL-encoded or multipart form, decoded as a model whose fields are the fields of the form.
///
/// An empty field counts as missing and gets its default, but the elements of a list may be empty, as in FastAPI. A file input
/// without a selection, which browsers send with an empty filename and no content, counts as missing too. Files are fields of
/// the types ``UploadedFile``, `UploadedFile?` and `[UploadedFile]`.
///
/// ```swift
/// let contact = Endpoint(.post, "/contact", Form(ContactForm.self)) { form in
///     "\(form.attachments.count) files from \(form.email)"
/// }
/// ```
public struct Form<Value: Model>: EndpointInput {
    /// Creates the input.
    public init(_ model: Value.Type = Value.self) {}

    /// Parses the body as a form.
    ///
    /// - Throws: ``HTTPError`` with status 400 if the form is malformed, or 413 if it has more fields than the app's
    ///   `formFieldLimit`.
    public func prepare(_ scope: RequestScope) async throws {
        try scope.validateForm()
    }

    /// Decodes and validates the model.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Value? {
        validation.at(.name("body")) { validation in
            if let error = scope.form.parseError { return validation.rejectForm(error, scope) }
            return Value.decode(scope.form.input(for: Value.schema.fields), constraints: [], validation: &validation)
        }
    }

    /// Adds the form to the documentation.
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

    /// Errors are reported with those of the body.
    public var inputLocation: InputLocation { .body }
}

extension JSON {
    /// Whether a schema is or contains the schema of a file.
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
    /// Records that the body is not a valid form, only once even if multiple inputs read it.
    mutating func rejectForm<Value>(_ error: FormBody.ParseError, _ scope: RequestScope) -> Value? {
        if scope.hasRejectedBody { return nil }
        scope.hasRejectedBody = true
        let reason =
            switch error {
            case .malformed(let reason): reason
            case .tooManyFields(let limit): "The form has more than \(limit) fields."
            }
        record("form_invalid", "There was an error parsing the body: \(reason)", input: .null)
        return nil
    }
}
