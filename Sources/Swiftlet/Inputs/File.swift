import SwiftletJSON

/// A file in a multipart form, or a list of the files with the same name.
///
/// ```swift
/// let avatar = Endpoint(.put, "/avatar", File("avatar")) { file in
///     "\(file.filename) has \(file.bytes.count) bytes"
/// }
/// ```
///
/// If no file was selected, browsers send an empty filename and no content; the file then counts as missing. Use ``Files`` for
/// a list that may be empty.
public struct File<Value: FileValue>: EndpointInput {
    private let parameter: ParameterDeclaration<Value>
    private let name: String

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - name: The field name.
    ///   - type: ``UploadedFile``, `UploadedFile?` for an optional file, or `[UploadedFile]` for one or more files.
    ///   - rules: The constraints that the value must satisfy.
    ///   - description: A description for the documentation.
    public init(
        _ name: String,
        _ type: Value.Type,
        _ rules: Constraint<Value.Constrained>...,
        description: String? = nil
    ) {
        self.init(name, rules: rules, description: description)
    }

    /// Creates an input for a required file.
    ///
    /// - Parameters:
    ///   - name: The field name.
    ///   - description: A description for the documentation.
    public init(_ name: String, description: String? = nil) where Value == UploadedFile {
        self.init(name, rules: [], description: description)
    }

    private init(_ name: String, rules: [Constraint<Value.Constrained>], description: String?) {
        self.name = name
        self.parameter = ParameterDeclaration(
            name,
            at: .body,
            rules: rules,
            defaultValue: nil,
            metadata: FieldMetadata(description: description, examples: [])
        )
    }

    /// Parses the body as a form.
    ///
    /// - Throws: ``HTTPError`` with status 400 if the form is malformed, or 413 if it has more fields than the app's
    ///   `formFieldLimit`.
    public func prepare(_ scope: RequestScope) async throws {
        try scope.validateForm()
    }

    /// Returns the file or files.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Value? {
        if let error = scope.form.parseError {
            return validation.at(.name("body")) { $0.rejectForm(error, scope) }
        }
        guard Value.isRepeated else {
            return parameter.extract(from: scope.form.lastValue(named: name), validation: &validation)
        }
        let values = scope.form.values(named: name)
        return parameter.extract(from: values.isEmpty ? nil : .list(values), validation: &validation)
    }

    /// Adds the file to the form in the documentation.
    public func describe(_ operation: inout OperationDescription) {
        operation.bodies.append(parameter.describeFormField(&operation, "multipart/form-data"))
    }

    /// Errors are reported with those of the body.
    public var inputLocation: InputLocation { .body }
}
