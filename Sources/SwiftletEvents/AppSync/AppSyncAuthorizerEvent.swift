public import Swiftlet
public import SwiftletJSON

/// The request of a Lambda authorizer of AppSync.
///
/// The response is an ``AppSyncAuthorizerResponse``.
///
/// See [Lambda authorization](https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html).
public struct AppSyncAuthorizerEvent: EventModel, RecognizedEvent {
    /// The token of the client.
    public let token: Secret<String>
    /// The API ID.
    public let apiID: String
    /// The AWS account ID.
    public let accountID: String
    /// The request ID.
    public let requestID: String
    /// The GraphQL document.
    public let query: String
    /// The name of the operation in the document.
    public let operationName: String?
    /// The variables of the operation.
    public let variables: JSON
    /// The header fields of the request, with names in lower case.
    public let headers: [String: String]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if a required member is missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        token = Secret(try event.requiredString("authorizationToken"))
        let context = try event.requiredObject("requestContext")
        do {
            apiID = try context.requiredString("apiId")
            accountID = try context.optionalString("accountId") ?? ""
            requestID = try context.optionalString("requestId") ?? ""
            query = try context.requiredString("queryString")
            operationName = try context.optionalString("operationName")
            variables = context.optionalValue("variables") ?? [:]
        } catch {
            throw error.inside("requestContext")
        }
        headers = event.scalarStrings("requestHeaders")
    }

    /// Whether the event is for an authorizer of AppSync.
    public static func recognizes(_ event: JSONNode) -> Bool {
        guard event["authorizationToken"]?.kind == .string, let context = event["requestContext"] else { return false }
        return context["queryString"]?.kind == .string && context["apiId"]?.kind == .string
    }
}
