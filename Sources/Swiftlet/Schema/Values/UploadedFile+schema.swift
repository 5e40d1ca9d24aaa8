public import SwiftletJSON

/// An uploaded file of a form. It is input-only, because JSON cannot represent it.
extension UploadedFile: SchemaValue {
    /// Decodes a file of a form.
    ///
    /// A text field is rejected with FastAPI's message.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<UploadedFile>],
        validation: inout Validation
    ) -> UploadedFile? {
        switch input {
        case .file(let file):
            return constraints.apply(to: file, shown: input.json, validation: &validation)
        case .list(let values):
            guard let last = values.last else { break }
            return decode(last, constraints: constraints, validation: &validation)
        case .node, .value, .text, .texts, .fields, .form:
            break
        }
        validation.recordValueError("Expected UploadFile, received: <class 'str'>", input: input.json)
        return nil
    }

    /// Always throws.
    ///
    /// - Throws: `EncodingError`, because a file cannot be part of a response.
    public func encode(to writer: inout JSONWriter) throws {
        let context = EncodingError.Context(
            codingPath: [],
            debugDescription: "An uploaded file cannot be encoded as JSON."
        )
        throw EncodingError.invalidValue(self, context)
    }

    /// The schema `{"type": "string", "contentMediaType": "application/octet-stream"}` with the constraints applied, as in
    /// [OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.0.html#considerations-for-file-uploads).
    public static func describe(
        _ constraints: [Constraint<UploadedFile>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        var schema = schema
        constraints.describe(&schema)
        return schema
    }

    static let schema: JSONObject = ["type": "string", "contentMediaType": "application/octet-stream"]
}
