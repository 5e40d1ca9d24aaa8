import SwiftletJSON

/// All files with the same name in a multipart form; the list may be empty.
///
/// ```swift
/// let photos = Endpoint(.post, "/photos", Files("photos")) { files in
///     "\(files.count) photos"
/// }
/// ```
public struct Files: EndpointInput {
    private let name: String

    /// Creates the input.
    ///
    /// - Parameter name: The field name.
    public init(_ name: String) {
        self.name = name
    }

    /// Parses the body as a form.
    ///
    /// - Throws: ``HTTPError`` with status 400 if the form is malformed, or 413 if it has more fields than the app's
    ///   `formFieldLimit`.
    public func prepare(_ scope: RequestScope) async throws {
        try scope.validateForm()
    }

    /// Returns the files in order.
    public func extract(from scope: RequestScope, validation: inout Validation) -> [UploadedFile]? {
        if let error = scope.form.parseError {
            return validation.at(.name("body")) { $0.rejectForm(error, scope) }
        }
        return scope.form.files.filter { $0.name.utf8Equals(name) }.map(\.file)
    }

    /// Adds the files to the form in the documentation.
    public func describe(_ operation: inout OperationDescription) {
        operation.bodies.append(
            OperationDescription.Body(
                name: name,
                isMember: true,
                contentType: "multipart/form-data",
                isRequired: false,
                schema: [
                    "type": "array",
                    "items": .object(UploadedFile.schema),
                    "title": .string(FieldMetadata.title(of: name)),
                ]
            )
        )
    }

    /// Errors are reported with those of the body.
    public var inputLocation: InputLocation { .body }
}
