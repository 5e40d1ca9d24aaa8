import SwiftletJSON

/// A file of a multipart form, or a list of the files of one name.
///
/// ```swift
/// Endpoint(.post, "/avatars", File("avatar"), File("original", UploadedFile?.self)) { avatar, original in … }
/// ```
///
/// A file that was not selected, which browsers send with an empty name and no bytes, is absent. ``Files`` is a list that may
/// be empty.
public struct File<Value: FileValue>: EndpointInput {
    private let parameter: ParameterValue<Value>
    private let name: String

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - name: the field's name.
    ///   - type: ``UploadedFile``, `UploadedFile?` for a file that may be absent, or `[UploadedFile]` for one or more.
    ///   - rules: what the value must satisfy.
    ///   - description: what the file is, for the documentation.
    public init(
        _ name: String,
        _ type: Value.Type,
        _ rules: Constraint<Value.Constrained>...,
        description: String? = nil
    ) {
        self.init(name, rules: rules, description: description)
    }

    /// Creates the input of a file that must be there.
    ///
    /// - Parameters:
    ///   - name: the field's name.
    ///   - description: what the file is, for the documentation.
    public init(_ name: String, description: String? = nil) where Value == UploadedFile {
        self.init(name, rules: [], description: description)
    }

    private init(_ name: String, rules: [Constraint<Value.Constrained>], description: String?) {
        self.name = name
        self.parameter = ParameterValue(
            order: .body,
            name: name,
            rules: rules,
            defaultValue: nil,
            notes: FieldNotes(description: description, examples: [])
        )
    }

    /// Checks that the body is a form.
    ///
    /// - Throws: an ``HTTPError`` with status 400 if it is broken, and 413 if it has more fields than the app's
    ///   `formFieldLimit`.
    public func prepare(_ scope: RequestScope) async throws {
        try scope.checkForm()
    }

    /// The file or the files.
    public func extract(_ scope: RequestScope, _ validation: inout Validation) -> Value? {
        if let fault = scope.form.fault {
            return validation.at(.name("body")) { $0.rejectForm(fault, scope) }
        }
        guard Value.isRepeated else { return parameter.extract(scope.form.lastValue(named: name), &validation) }
        let values = scope.form.values(named: name)
        return parameter.extract(values.isEmpty ? nil : .list(values), &validation)
    }

    /// Adds the file to the form.
    public func describe(_ operation: inout OperationDescription) {
        operation.bodies.append(parameter.describeFormField(&operation, "multipart/form-data"))
    }

    /// With the body.
    public var errorOrder: InputOrder { .body }
}
