import Swiftlet
public import SwiftletJSON

/// The caller of a GraphQL API of AppSync.
///
/// See [AppSync resolver context
/// reference](https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html).
public struct AppSyncIdentity: Sendable, Hashable {
    /// How the caller is authorized.
    public enum Kind: Sendable, Hashable {
        /// A user of a Cognito user pool, or of an OpenID Connect provider.
        case token
        /// An IAM user or role.
        case iam
        /// A caller that is authorized by a Lambda authorizer.
        case lambda
    }

    /// How the caller is authorized.
    public let kind: Kind
    /// The user name of a Cognito user, or the IAM user ID.
    public let username: String?
    /// The subject of the token.
    public let subject: String?
    /// The issuer of the token.
    public let issuer: String?
    /// The claims of the token.
    public let claims: JSONObject
    /// The groups of a Cognito user.
    public let groups: [String]
    /// The addresses of the caller.
    public let sourceAddresses: [String]
    /// The AWS account ID of an IAM caller.
    public let accountID: String?
    /// The ARN of an IAM caller.
    public let userARN: String?
    /// The context of the Lambda authorizer.
    public let resolverContext: JSON?

    init(_ node: JSONNode) throws(EventError) {
        resolverContext = node.optionalValue("resolverContext")
        accountID = try node.optionalString("accountId")
        userARN = try node.optionalString("userArn")
        kind = accountID != nil || userARN != nil ? .iam : resolverContext != nil ? .lambda : .token
        username = try node.optionalString("username")
        subject = try node.optionalString("sub")
        issuer = try node.optionalString("issuer")
        claims = try node.optionalObject("claims")?.value.object ?? [:]
        groups = node.strings("groups")
        sourceAddresses = node.strings("sourceIp")
    }
}
