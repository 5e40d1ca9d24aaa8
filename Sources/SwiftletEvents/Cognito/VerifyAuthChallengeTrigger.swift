public import Swiftlet
public import SwiftletJSON

/// The event of the verify auth challenge response trigger.
///
/// See [Verify auth challenge response Lambda
/// trigger](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-verify-auth-challenge-response.html).
public typealias VerifyAuthChallengeEvent = CognitoEvent<VerifyAuthChallengeTrigger>

/// The request of the verify auth challenge response trigger.
public struct VerifyAuthChallengeTrigger: CognitoTrigger {
    /// The user's attributes, such as `email`.
    public let userAttributes: [String: String]
    /// The parameters of the create auth challenge trigger, such as the expected answer.
    public let privateChallengeParameters: Secret<[String: String]>
    /// The answer of the user, usually a string.
    public let challengeAnswer: Secret<JSON>
    /// Whether the user does not exist, if the app client prevents user existence errors.
    public let userNotFound: Bool
    /// The client metadata of the API request.
    public let clientMetadata: [String: String]

    /// Creates the request from the member `request` of an event.
    ///
    /// - Throws: ``EventError`` if a member is missing or has the wrong type.
    public init(request: JSONNode) throws(EventError) {
        userAttributes = request.scalarStrings("userAttributes")
        privateChallengeParameters = Secret(request.scalarStrings("privateChallengeParameters"))
        challengeAnswer = Secret(request["challengeAnswer"]?.value ?? .null)
        userNotFound = try request.optionalBool("userNotFound") ?? false
        clientMetadata = request.scalarStrings("clientMetadata")
    }

    /// Whether the trigger source is one of `VerifyAuthChallengeResponse`.
    public static func isTrigger(of event: JSONNode, source: String) -> Bool {
        source.isSource(of: "VerifyAuthChallengeResponse")
    }

    /// The response to the user pool.
    public struct Response: CognitoTriggerResponse {
        /// All members of the response.
        public var members: JSONObject

        /// Creates a response from the members in the event.
        public init(members: JSONObject) {
            self.members = members
        }

        /// Whether the answer is correct.
        public var answerCorrect: Bool {
            get { members["answerCorrect"]?.bool ?? false }
            set { members["answerCorrect"] = .bool(newValue) }
        }
    }
}
