import SwiftletJSON

/// All files of one name in a multipart form, none included.
public struct Files: EndpointInput {
    private let name: String

    /// Creates the input.
    ///
    /// - Parameter name: the field's name.
    public init(_ name: String) {
        self.name = name
    }

    /// Checks that the body is a form.
    ///
    /// - Throws: an ``HTTPError`` with status 400 if it is broken, and 413 if it has more fields than the app's
    ///   `formFieldLimit`.
    public func prepare(_ scope: RequestScope) async throws {
        try scope.checkForm()
    }

    /// The files, in order.
    public func extract(_ scope: RequestScope, _ validation: inout Validation) -> [UploadedFile]? {
        if let fault = scope.form.fault {
            return validation.at(.name("body")) { $0.rejectForm(fault, scope) }
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
                    "items": .object(UploadedFile.schema),
                    "title": .string(FieldNotes.title(of: name)),
                ]
            )
        )
    }

    /// With the body.
    public var errorOrder: InputOrder { .body }
}
