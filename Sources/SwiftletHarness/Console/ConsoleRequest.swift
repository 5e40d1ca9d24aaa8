import HTTPTypes
import Swiftlet
import SwiftletJSON

/// A request that the page sends to the app.
///
/// ```json
/// {"method": "POST", "target": "/notes?draft=1", "headers": [["Accept", "*/*"]], "body": "…", "isBase64": false}
/// ```
struct ConsoleRequest {
    let request: Request

    /// Parses a request.
    ///
    /// - Parameters:
    ///   - json: The request.
    ///   - page: The page's own request, which has the host and the client's address.
    /// - Throws: ``ConsoleError`` with the status 400 if it is not valid.
    init(_ json: JSON, from page: Request) throws(ConsoleError) {
        guard let method = json["method"]?.string.flatMap(HTTPRequest.Method.init(rawValue:)) else {
            throw ConsoleError(.badRequest, "The method is not valid.")
        }
        let target = json["target"]?.string ?? ""
        guard target.hasPrefix("/"), target.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
            throw ConsoleError(.badRequest, "The path must start with / and be percent-encoded.")
        }
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var request = Request(method: method, path: String(parts[0]))
        if parts.count > 1 { request.query = QueryString.parse(String(parts[1])) }
        for field in json["headers"]?.array ?? [] {
            guard let text = field[0]?.string, let value = field[1]?.string else {
                throw ConsoleError(.badRequest, "A header field is an array of a name and a value.")
            }
            guard let name = HTTPField.Name(text), HTTPField.isValidValue(value) else {
                throw ConsoleError(.badRequest, "The header field \"\(text)\" is not valid.")
            }
            request.headers.append(HTTPField(name: name, value: value))
        }
        let body = json["body"]?.string ?? ""
        if json["isBase64"] == true {
            guard let bytes = Base64.decode(body) else { throw ConsoleError(.badRequest, "The body is not base64.") }
            request.body = bytes
        } else {
            request.body = Array(body.utf8)
        }
        request.headers[.contentLength] = request.body.isEmpty ? nil : "\(request.body.count)"
        request.scheme = "http"
        request.host = page.host
        request.clientAddress = page.clientAddress
        self.request = request
    }
}
