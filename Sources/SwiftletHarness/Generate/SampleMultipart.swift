import Swiftlet
import SwiftletJSON

/// A `multipart/form-data` body ([RFC 7578](https://www.rfc-editor.org/rfc/rfc7578)).
struct SampleMultipart {
    private static let boundary = "swiftlet-generate-7MA4YWxkTrZu0gW"

    let contentType = "multipart/form-data; boundary=\(SampleMultipart.boundary)"
    private(set) var bytes: [UInt8] = []

    /// - Parameters:
    ///   - fields: The form's fields; for a file in the schema, the text of the file.
    ///   - schema: The schema of the form.
    ///   - registry: Resolves the schema's references.
    init(_ fields: JSONObject, schema: JSONObject?, _ registry: SchemaRegistry) {
        let schema = SchemaSampler(registry: registry).resolved(schema ?? [:])
        for (name, value) in fields {
            let property = schema["properties"]?[name]
            let isFile = Self.isFile(property) || Self.isFile(property?["items"])
            for element in value.array ?? [value] where !element.isNull {
                add(name, element.string ?? element.description, isFile: isFile)
            }
        }
        bytes += Array("--\(Self.boundary)--\r\n".utf8)
    }

    private mutating func add(_ name: String, _ text: String, isFile: Bool) {
        var head = "--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"\(name)\""
        if isFile { head += "; filename=\"\(name).txt\"\r\nContent-Type: text/plain" }
        bytes += Array("\(head)\r\n\r\n\(text)\r\n".utf8)
    }

    private static func isFile(_ schema: JSON?) -> Bool {
        schema?["contentMediaType"] != nil || schema?["format"] == "binary"
    }
}
