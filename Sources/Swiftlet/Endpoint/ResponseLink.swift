public import SwiftletJSON

/// What a client can do next with a value of a response, for the OpenAPI document: the
/// [Link Object](https://spec.openapis.org/oas/v3.1.0#link-object).
///
/// ```swift
/// createUser.responding(
///     ResponseDescription(.created, links: [
///         ResponseLink("GetUser", to: "get_user", parameters: ["user_id": "$response.body#/id"])
///     ])
/// )
/// ```
public struct ResponseLink: Sendable {
    /// The link's name: letters, digits, `.`, `-` and `_`.
    public let name: String
    /// The operation ID of the request to make, which must be one of the document.
    public let operationID: String
    /// The parameters of that request by name, constants or runtime expressions.
    ///
    /// A [runtime expression](https://spec.openapis.org/oas/v3.1.0#runtime-expressions) is such as `$response.body#/id`. A name
    /// that is used in several places is qualified: `path.id`.
    public let parameters: JSONObject
    /// The body of that request: a constant or a runtime expression.
    public let requestBody: JSON?
    /// What the link is for; CommonMark.
    public let description: String?

    /// Creates a link.
    ///
    /// - Parameters:
    ///   - name: the link's name.
    ///   - operationID: the operation ID of the request to make.
    ///   - parameters: its parameters by name, constants or runtime expressions.
    ///   - requestBody: its body, a constant or a runtime expression.
    ///   - description: what the link is for; CommonMark.
    public init(
        _ name: String,
        to operationID: String,
        parameters: JSONObject = [:],
        requestBody: JSON? = nil,
        description: String? = nil
    ) {
        self.name = name
        self.operationID = operationID
        self.parameters = parameters
        self.requestBody = requestBody
        self.description = description
    }

    /// The link object.
    var object: JSONObject {
        var object: JSONObject = ["operationId": .string(operationID)]
        if !parameters.isEmpty { object["parameters"] = .object(parameters) }
        if let requestBody { object["requestBody"] = requestBody }
        if let description { object["description"] = .string(description) }
        return object
    }

    /// Whether the document can have a member of its name
    /// ([Components Object](https://spec.openapis.org/oas/v3.1.0#fixed-fields-5)).
    var hasValidName: Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { $0.isDigit || $0.asciiLowercased.isASCIILowercase || "._-".utf8.contains($0) }
    }
}
