public import Swiftlet
public import SwiftletJSON

/// The body of a test's request, with the content type it is sent with.
public struct TestBody: Sendable, Hashable {
    /// The bytes.
    public let bytes: [UInt8]
    /// The content type, or `nil` to send none.
    public let contentType: String?

    /// Creates a body of bytes.
    public init(_ bytes: [UInt8], contentType: String?) {
        self.bytes = bytes
        self.contentType = contentType
    }

    /// A JSON value.
    public static func json(_ value: JSON) -> TestBody {
        TestBody(value.bytes, contentType: "application/json")
    }

    /// A model as JSON.
    ///
    /// - Throws: an error if JSON cannot express it.
    public static func model(_ model: some SchemaValue) throws -> TestBody {
        var writer = JSONWriter()
        try model.encode(to: &writer)
        return TestBody(writer.finish(), contentType: "application/json")
    }

    /// Any encodable value as JSON.
    ///
    /// - Throws: an error if JSON cannot express it.
    public static func encoding(_ value: some Encodable) throws -> TestBody {
        TestBody(try JSON.encode(value), contentType: "application/json")
    }

    /// A form, urlencoded.
    public static func form(_ fields: KeyValuePairs<String, String>) -> TestBody {
        let text = QueryString.write(fields.map { QueryItem($0, $1) })
        return TestBody(Array(text.utf8), contentType: "application/x-www-form-urlencoded")
    }

    /// A form with files (RFC 7578).
    ///
    /// - Parameters:
    ///   - fields: the fields that are text.
    ///   - files: the files, by the names of their fields.
    /// - Returns: the body.
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

    /// A text.
    public static func text(_ text: String, contentType: String = "text/plain; charset=utf-8") -> TestBody {
        TestBody(Array(text.utf8), contentType: contentType)
    }
}

extension String {
    /// The text as a parameter of a multipart header, as the WHATWG's form submission writes it.
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
