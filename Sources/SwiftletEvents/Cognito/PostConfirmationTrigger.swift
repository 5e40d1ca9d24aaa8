public import Swiftlet
public import SwiftletJSON

/// The event of the post confirmation trigger.
///
/// See [Post confirmation Lambda
/// trigger](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html).
public typealias PostConfirmationEvent = CognitoEvent<PostConfirmationTrigger>

/// The request of the post confirmation trigger.
public struct PostConfirmationTrigger: CognitoTrigger {
    /// The user pool expects no values.
    public typealias Response = CognitoEmptyResponse

    /// The user's attributes, such as `email`.
    public let userAttributes: [String: String]
    /// The client metadata of the API request.
    public let clientMetadata: [String: String]

    /// Creates the request from the member `request` of an event.
    ///
    /// - Throws: ``EventError`` if a member is missing or has the wrong type.
    public init(request: JSONNode) throws(EventError) {
        userAttributes = request.scalarStrings("userAttributes")
        clientMetadata = request.scalarStrings("clientMetadata")
    }

    /// Whether the trigger source is one of `PostConfirmation`.
    public static func isTrigger(of event: JSONNode, source: String) -> Bool {
        source.isSource(of: "PostConfirmation")
    }
}
