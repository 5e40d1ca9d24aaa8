public import Swiftlet
public import SwiftletJSON

/// The body of a test request and its content type.
public struct TestBody: Sendable, Hashable {
    /// The bytes of the body.
    public let bytes: [UInt8]
    /// The content type, or `nil` for none.
    public let contentType: String?

    /// Creates a body from bytes.
    public init(_ bytes: [UInt8], contentType: String?) {
        self.bytes = bytes
        self.contentType = contentType
    }

    /// Creates a JSON body.
    public static func json(_ value: JSON) -> TestBody {
        TestBody(value.bytes, contentType: "application/json")
    }

    /// Creates a JSON body from a model.
    ///
    /// - Throws: An error if the model cannot be encoded.
    public static func model(_ model: some SchemaValue) throws -> TestBody {
        var writer = JSONWriter()
        try model.encode(to: &writer)
        return TestBody(writer.finish(), contentType: "application/json")
    }

    /// Creates a JSON body from an encodable value.
    ///
    /// - Throws: An error if the value cannot be encoded.
    public static func encoding(_ value: some Encodable) throws -> TestBody {
        TestBody(try JSON.encode(value), contentType: "application/json")
    }

    /// Creates a URL-encoded form.
    public static func form(_ fields: KeyValuePairs<String, String>) -> TestBody {
        let text = QueryString.write(fields.map { QueryItem($0, $1) })
        return TestBody(Array(text.utf8), contentType: "application/x-www-form-urlencoded")
    }

    /// Creates a multipart form with files (RFC 7578).
    ///
    /// - Parameters:
    ///   - fields: The text fields.
    ///   - files: The files, by field name.
    /// - Returns: The body.
    public static func multipart(
        _ fields: KeyValuePairs<String, String> = [:],
        files: KeyValuePairs<String, UploadedFile>
    ) -> TestBody {
        let boundary = "swiftlet-boundary-7MA4YWxkTrZu0gW"
        var bytes: [UInt8] = []
        func part(_ headers: [String], _ content: [UInt8]) {
            bytes += Array("--\(boundary)\r\n\(headers.joined(separator: "\r\n"))\r\n\r\n".utf8)
            bytes += content + Array("\r\n".utf8)
        }
        for (name, value) in fields {
            part(["Content-Disposition: form-data; name=\"\(name.asParameter)\""], Array(value.utf8))
        }
        for (name, file) in files {
            let disposition = "form-data; name=\"\(name.asParameter)\"; filename=\"\(file.filename.asParameter)\""
            var headers = ["Content-Disposition: \(disposition)"]
            if let type = file.contentType { headers.append("Content-Type: \(type)") }
            part(headers, file.bytes)
        }
        bytes += Array("--\(boundary)--\r\n".utf8)
        return TestBody(bytes, contentType: "multipart/form-data; boundary=\(boundary)")
    }

    /// Creates a text body.
    public static func text(_ text: String, contentType: String = "text/plain; charset=utf-8") -> TestBody {
        TestBody(Array(text.utf8), contentType: contentType)
    }
}

extension String {
    /// The text as a parameter of a multipart header, escaped as specified by WHATWG.
    fileprivate var asParameter: String {
        unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "\"": result += "%22"
            case "\r": result += "%0D"
            case "\n": result += "%0A"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
