import Swiftlet
import SwiftletJSON

extension SecurityScheme {
    /// Creates an OAuth 2.0 scheme with one flow, an
    /// [OAuth Flow Object](https://spec.openapis.org/oas/v3.1.0#oauth-flow-object).
    ///
    /// - Parameters:
    ///   - name: The name of the scheme in the OpenAPI document.
    ///   - flow: The name of the flow, such as `password`.
    ///   - urls: The URLs of the flow by member, such as `tokenUrl`.
    ///   - scopes: The available scopes with their descriptions.
    init(oauth2 name: String, flow: String, urls: [String: String], scopes: [String: String]) {
        var members: JSONObject = ["scopes": .object(Self.object(scopes))]
        for (member, url) in Self.object(urls) {
            members[member] = url
        }
        self.init(name: name, definition: ["type": "oauth2", "flows": [flow: .object(members)]])
    }

    private static func object(_ texts: [String: String]) -> JSONObject {
        var object: JSONObject = [:]
        for (key, text) in texts.sorted(by: { $0.key < $1.key }) {
            object[key] = .string(text)
        }
        return object
    }
}
