import Swiftlet
import SwiftletJSON

/// A response to an HTTP event in normalized form.
struct NormalizedResponse {
    /// All members except the body, with lowercase header names and without default values.
    let members: JSONObject
    /// The body: a string or null; in an expectation, any JSON value.
    let body: JSON?
    /// The body as text, decoded if it is base64; `nil` if it is not a string or not UTF-8.
    let text: String?

    init(_ response: JSONObject) {
        var members = JSONObject()
        for (key, value) in response where key != "body" {
            switch (key, value) {
            case ("headers", .object(let headers)), ("multiValueHeaders", .object(let headers)):
                guard !headers.isEmpty else { continue }
                members[key] = .object(JSONObject(headers.map { (key: $0.key.lowercased(), value: $0.value) }))
            case ("headers", .null), ("multiValueHeaders", .null), ("cookies", .null), ("isBase64Encoded", .null),
                ("isBase64Encoded", .bool(false)), ("cookies", .array([])):
                continue
            default: members[key] = value
            }
        }
        let isBase64 = response["isBase64Encoded"]?.bool == true
        self.members = members
        self.body = response["body"]
        self.text = response["body"]?.string.flatMap { isBase64 ? Self.decode($0) : $0 }
    }

    /// The body as JSON, if it is an object or an array.
    var jsonContainer: JSON? {
        guard let text, let value = try? JSON(parsing: text) else { return nil }
        switch value {
        case .array, .object: return value
        default: return nil
        }
    }

    /// Decodes base64 text; `nil` if it is not base64 or not UTF-8.
    private static func decode(_ base64: String) -> String? {
        Base64.decode(base64).flatMap { String(validating: $0, as: UTF8.self) }
    }
}
