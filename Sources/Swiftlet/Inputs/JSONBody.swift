import HTTPTypes
import SwiftletJSON

/// A request's body as the inputs that read JSON see it.
enum JSONBody {
    /// There is no body.
    case missing
    /// The body's JSON.
    case json(JSONNode)
    /// A body whose content type is not JSON, as text.
    case text(String)
    /// A body that should be JSON and is not.
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

/// What a `Content-Type` field says (RFC 9110, section 8.3).
enum ContentType {
    /// Whether the type is `application/json` or has the suffix `+json` (RFC 6839).
    static func isJSON(_ field: String?) -> Bool {
        // By far the most frequent one is told without a copy.
        if field == "application/json" { return true }
        guard let type = mediaType(field) else { return false }
        if type == "application/json" { return true }
        return type.utf8.starts(with: "application/".utf8) && type.utf8.suffix(5).elementsEqual("+json".utf8)
    }

    /// The media type without parameters, in lower case.
    static func mediaType(_ field: String?) -> String? {
        field.map(MediaType.essence)
    }

    /// A parameter such as `boundary`, with or without quotes.
    static func parameter(_ name: String, of field: String?) -> String? {
        guard let field else { return nil }
        return HeaderParameters(field)[name]
    }
}
