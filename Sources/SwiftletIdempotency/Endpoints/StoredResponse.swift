import HTTPTypes
import Swiftlet
import SwiftletJSON

/// The format of stored responses: a line of JSON with the status and the header fields, followed by the body.
enum StoredResponse {
    /// Marks a response that is not the first one.
    static let replayedField = HTTPField.Name("Idempotent-Replayed")

    /// The fields that describe the content or are links to it; others are those of middleware, or of one response only.
    static let defaultFields: Set<HTTPField.Name> = Set(
        [
            .cacheControl, .contentDisposition, .contentEncoding, .contentLanguage, .contentLocation, .contentType,
            .eTag,
            .lastModified, .location,
        ] + [HTTPField.Name("Link")].compactMap(\.self)
    )

    /// An error in a stored response.
    struct Malformed: Error, CustomStringConvertible {
        var description: String { "The stored response of an idempotent operation is malformed." }
    }

    /// Encodes a response.
    ///
    /// - Parameters:
    ///   - response: The response.
    ///   - fields: The names of the header fields to store.
    /// - Returns: `nil` if the body is streamed.
    static func encode(_ response: Response, fields: Set<HTTPField.Name>) -> [UInt8]? {
        guard case .bytes(let body) = response.body else { return nil }
        var writer = JSONWriter(reserving: body.count + 256)
        writer.beginObject()
        writer.key("status")
        writer.int(response.status.code)
        writer.key("headers")
        writer.beginArray()
        for field in response.headers where fields.contains(field.name) {
            writer.beginArray()
            writer.string(field.name.rawName)
            writer.string(field.value)
            writer.endArray()
        }
        writer.endArray()
        writer.endObject()
        return writer.finish() + [UInt8(ascii: "\n")] + body
    }

    /// Decodes a response, and marks it as replayed.
    ///
    /// - Throws: ``Malformed`` or `JSONError`.
    static func decode(_ stored: [UInt8]) throws -> Response {
        guard let end = stored.firstIndex(of: UInt8(ascii: "\n")) else { throw Malformed() }
        let head = try JSON(parsing: Array(stored[..<end]))
        guard let status = head["status"]?.int, (200..<500).contains(status) else { throw Malformed() }
        var response = Response(HTTPResponse.Status(code: status), body: .bytes(Array(stored[(end + 1)...])))
        for field in head["headers"]?.array ?? [] {
            guard
                let name = field[0]?.string.flatMap({ HTTPField.Name($0) }),
                let value = field[1]?.string
            else { throw Malformed() }
            response.headers.append(HTTPField(name: name, value: value))
        }
        if let replayedField { response.headers[replayedField] = "true" }
        return response
    }
}
