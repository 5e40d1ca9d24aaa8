public import Swiftlet
public import SwiftletJSON

/// The event of the post authentication trigger.
///
/// See [Post authentication Lambda
/// trigger](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html).
public typealias PostAuthenticationEvent = CognitoEvent<PostAuthenticationTrigger>

/// The request of the post authentication trigger.
public struct PostAuthenticationTrigger: CognitoTrigger {
    /// The user pool expects no values.
    public typealias Response = CognitoEmptyResponse

    /// The user's attributes, such as `email`.
    public let userAttributes: [String: String]
    /// Whether the user signed in from a new device, if the user pool remembers devices.
    public let newDeviceUsed: Bool
    /// The client metadata of the API request.
    public let clientMetadata: [String: String]

    /// Creates the request from the member `request` of an event.
    ///
    /// - Throws: ``EventError`` if a member is missing or has the wrong type.
    public init(request: JSONNode) throws(EventError) {
        userAttributes = request.scalarStrings("userAttributes")
        newDeviceUsed = try request.optionalBool("newDeviceUsed") ?? false
        clientMetadata = request.scalarStrings("clientMetadata")
    }

    /// Whether the trigger source is one of `PostAuthentication`.
    public static func isTrigger(of event: JSONNode, source: String) -> Bool {
        source.isSource(of: "PostAuthentication")
    }
}
