public import SwiftletJSON
import SwiftletValues

/// A link from a response to an operation that a client can call next, in the OpenAPI document: a
/// [Link Object](https://spec.openapis.org/oas/v3.1.0#link-object).
///
/// ```swift
/// let linked = createUser.responding(
///     ResponseDescription(
///         .created,
///         links: [ResponseLink("GetUser", to: "get_user", parameters: ["user_id": "$response.body#/id"])]
///     )
/// )
/// ```
public struct ResponseLink: Sendable {
    /// The link's name: ASCII letters, digits, `.`, `-` and `_`.
    package let name: String
    /// The ID of the linked operation, which must be in the document.
    let operationID: String
    /// The parameters of the linked operation by name: constants or runtime expressions.
    ///
    /// A [runtime expression](https://spec.openapis.org/oas/v3.1.0#runtime-expressions), such as `$response.body#/id`, refers to
    /// a value of the request or the response. The names are those that the operation's endpoint declares. If parameters in different locations have the same name, qualify it: `path.id`.
    let parameters: JSONObject
    /// The request body of the linked operation: a constant or a runtime expression.
    let requestBody: JSON?
    /// The link's description; CommonMark.
    let description: String?

    /// Creates a link.
    ///
    /// - Parameters:
    ///   - name: The link's name: ASCII letters, digits, `.`, `-` and `_`.
    ///   - operationID: The ID of the linked operation.
    ///   - parameters: The parameters of the operation by name: constants or runtime expressions. A parameter that the
    ///     operation does not have is an ``AppError`` at startup.
    ///   - requestBody: The request body of the operation: a constant or a runtime expression.
    ///   - description: The link's description; CommonMark.
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

    /// The OpenAPI Link Object.
    var object: JSONObject {
        var object: JSONObject = ["operationId": .string(operationID)]
        if !parameters.isEmpty { object["parameters"] = .object(parameters) }
        if let requestBody { object["requestBody"] = requestBody }
        if let description { object["description"] = .string(description) }
        return object
    }

    /// Whether the name is a valid key in an OpenAPI document
    /// ([Components Object](https://spec.openapis.org/oas/v3.1.0#fixed-fields-5)).
    var hasValidName: Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { $0.isDigit || $0.asciiLowercased.isASCIILowercase || "._-".utf8.contains($0) }
    }
}
