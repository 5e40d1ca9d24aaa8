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

    /// The body as input for decoding, or `nil` if it is missing or malformed.
    var input: InputValue? {
        switch self {
        case .json(let node): .node(node)
        case .text(let text): .text(text)
        case .missing, .invalid: nil
        }
    }
}
