import HTTPTypes
package import SwiftletJSON

extension HTTPEventShape {
    /// Reads a response event as the platform does, and makes the HTTP response of it: the inverse of
    /// ``write(_:for:)``.
    ///
    /// All forms of header fields are read, whatever the shape. What has no `statusCode` is, for an HTTP API and a function
    /// URL, itself the JSON body of a response with status 200.
    ///
    /// - Parameter answer: what the function answered.
    /// - Returns: the HTTP response.
    /// - Throws: ``EventError`` if the platform would refuse the answer with a 502.
    package func response(from answer: JSONNode) throws(EventError) -> Response {
        guard let status = answer["statusCode"] else {
            guard kind == .httpAPI || kind == .functionURL else { throw .missing("statusCode") }
            return Self.inferred(answer)
        }
        guard let code = status.int ?? status.string.flatMap({ Int($0) }), 100...599 ~= code else {
            throw .invalidValue("statusCode", expected: "a number from 100 to 599")
        }
        var response = Response(HTTPResponse.Status(code: code))
        response.status = HTTPResponse.Status(code: code, reasonPhrase: response.status.phrase)
        for member in ["headers", "multiValueHeaders"] {
            guard let map = answer[member] else { continue }
            for (key, value) in map.rawMembers {
                guard let text = key.string, let name = HTTPField.Name(text) else {
                    throw .invalidValue(member, expected: "an object of header names")
                }
                let values = value.kind == .array ? value.elements.compactMap(\.scalarText) : [value.scalarText ?? ""]
                for value in values { response.headers.append(HTTPField(name: name, value: value)) }
            }
        }
        for cookie in answer["cookies"]?.elements.compactMap(\.string) ?? [] {
            response.headers.append(HTTPField(name: .setCookie, value: cookie))
        }
        if let body = answer["body"], !body.isNull {
            guard let text = body.stringBytes else { throw .wrongType(body, expected: "a string", at: "body") }
            if answer["isBase64Encoded"]?.bool == true {
                guard let bytes = Base64.decode(text.span) else {
                    throw EventError(.invalidBase64, "`body` is marked as base64 and is not.", at: "body")
                }
                response.body = .bytes(bytes)
            } else {
                response.body = .bytes(Array(text))
            }
        }
        return response
    }

    private static func inferred(_ answer: JSONNode) -> Response {
        .json(answer.stringBytes.map { Array($0) } ?? Array(answer.rawBytes))
    }
}
