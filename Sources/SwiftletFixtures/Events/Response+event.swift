import HTTPTypes
import Swiftlet
import SwiftletJSON

extension Response {
    /// Reads the response event of a function.
    ///
    /// - Parameters:
    ///   - output: The result that the function returned.
    ///   - headerMembers: The members that contain the header fields.
    /// - Throws: ``EventError`` if the platform would reject the result and respond with 502.
    init(event output: JSONNode, headerMembers: [String]) throws(EventError) {
        guard let status = output["statusCode"] else { throw .missing("statusCode") }
        guard let code = status.int ?? status.string.flatMap({ Int($0) }), 100...599 ~= code else {
            throw .invalidValue("statusCode", expected: "a number from 100 to 599")
        }
        self.init(HTTPResponse.Status(code: code))
        self.status = HTTPResponse.Status(code: code, reasonPhrase: self.status.phrase)
        for member in headerMembers {
            guard let map = output[member] else { continue }
            for (key, value) in map.rawMembers {
                guard let text = key.string, let name = HTTPField.Name(text) else {
                    throw .invalidValue(member, expected: "an object of header names")
                }
                let values = value.kind == .array ? value.elements.compactMap(\.scalarText) : [value.scalarText ?? ""]
                for value in values { headers.append(HTTPField(name: name, value: value)) }
            }
        }
        if let body = output["body"], !body.isNull {
            guard let text = body.stringBytes else { throw .wrongType(body, expected: "a string", at: "body") }
            if output["isBase64Encoded"]?.bool == true {
                guard let bytes = Base64.decode(text.span) else {
                    throw EventError(.invalidBase64, "`body` is marked as base64 but is not valid base64.", at: "body")
                }
                self.body = .bytes(bytes)
            } else {
                self.body = .bytes(Array(text))
            }
        }
    }
}
