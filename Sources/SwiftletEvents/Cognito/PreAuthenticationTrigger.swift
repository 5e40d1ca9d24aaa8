public import Swiftlet
public import SwiftletJSON

/// The event of the pre authentication trigger.
///
/// See [Pre authentication Lambda
/// trigger](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-authentication.html).
public typealias PreAuthenticationEvent = CognitoEvent<PreAuthenticationTrigger>

/// The request of the pre authentication trigger.
public struct PreAuthenticationTrigger: CognitoTrigger {
    /// The user pool expects no values.
    public typealias Response = CognitoEmptyResponse

    /// The user's attributes, such as `email`.
    public let userAttributes: [String: String]
    /// The validation data of the API request.
    public let validationData: [String: String]
    /// Whether the user does not exist, if the app client prevents user existence errors.
    public let userNotFound: Bool

    /// Creates the request from the member `request` of an event.
    ///
    /// - Throws: ``EventError`` if a member is missing or has the wrong type.
    public init(request: JSONNode) throws(EventError) {
        userAttributes = request.scalarStrings("userAttributes")
        validationData = request.scalarStrings("validationData")
        userNotFound = try request.optionalBool("userNotFound") ?? false
    }

    /// Whether the trigger source is one of `PreAuthentication`.
    public static func isTrigger(of event: JSONNode, source: String) -> Bool {
        source.isSource(of: "PreAuthentication")
    }
}
