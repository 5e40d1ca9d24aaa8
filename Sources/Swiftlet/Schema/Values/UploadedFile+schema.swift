public import SwiftletJSON

/// A file of a form. It is an input only: JSON cannot express it.
extension UploadedFile: SchemaValue {
    /// Decodes a file of a form; a text field of its name is an error, in FastAPI's words.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<UploadedFile>],
        _ validation: inout Validation
    ) -> UploadedFile? {
        switch input {
        case .file(let file):
            return rules.apply(to: file, shown: input.json, &validation)
        case .list(let values):
            guard let last = values.last else { break }
            return decode(last, rules, &validation)
        case .node, .value, .text, .texts, .fields, .form:
            break
        }
        validation.recordValueError("Expected UploadFile, received: <class 'str'>", input: input.json)
        return nil
    }

    /// Does not write anything.
    ///
    /// - Throws: `EncodingError`: a file is not part of a response.
    public func encode(to writer: inout JSONWriter) throws {
        let context = EncodingError.Context(codingPath: [], debugDescription: "An uploaded file is not JSON.")
        throw EncodingError.invalidValue(self, context)
    }

    /// `{"type": "string", "contentMediaType": "application/octet-stream"}`, as
    /// [OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.0.html#considerations-for-file-uploads) describes files.
    public static func describe(_ rules: [Constraint<UploadedFile>], _ registry: inout SchemaRegistry) -> JSONObject {
        var schema = schema
        rules.describe(&schema)
        return schema
    }

    static let schema: JSONObject = ["type": "string", "contentMediaType": "application/octet-stream"]
}
