import HTTPTypes
import SwiftletJSON

/// A request body parsed as JSON.
enum JSONBody {
    /// The body is empty.
    case missing
    /// A JSON value.
    case json(JSONNode)
    /// Text, if the content type is not JSON.
    case text(String)
    /// Malformed JSON.
    case invalid(JSONError)

    init(_ request: Request) {
        guard !request.body.isEmpty else {
            self = .missing
            return
        }
        guard ContentType.isJSON(request.header(.contentType)) else {
            self = .text(String(decoding: request.body, as: UTF8.self))
            return
        }
        do throws(JSONError) {
            self = .json(try JSONDocument(parsing: JSONText.utf8(request.body)).root)
        } catch {
            self = .invalid(error)
        }
    }
}

/// Parsing of `Content-Type` fields (RFC 9110, section 8.3).
enum ContentType {
    /// Whether the media type is `application/json` or has the suffix `+json` (RFC 6839).
    static func isJSON(_ field: String?) -> Bool {
        // Fast path without a copy for the most common value.
        if field == "application/json" { return true }
        guard let type = mediaType(field) else { return false }
        if type == "application/json" { return true }
        return type.utf8.starts(with: "application/".utf8) && type.utf8.suffix(5).elementsEqual("+json".utf8)
    }

    /// The media type, lowercased and without parameters.
    static func mediaType(_ field: String?) -> String? {
        field.map(MediaType.essence)
    }

    /// The unquoted value of a parameter such as `boundary`.
    static func parameter(_ name: String, of field: String?) -> String? {
        guard let field else { return nil }
        return HeaderParameters(field)[name]
    }
}
