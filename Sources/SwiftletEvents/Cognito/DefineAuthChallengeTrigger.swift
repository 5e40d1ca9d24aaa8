public import Swiftlet
public import SwiftletJSON

/// The event of the define auth challenge trigger.
///
/// See [Define auth challenge Lambda
/// trigger](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-define-auth-challenge.html).
public typealias DefineAuthChallengeEvent = CognitoEvent<DefineAuthChallengeTrigger>

/// The request of the define auth challenge trigger.
public struct DefineAuthChallengeTrigger: CognitoTrigger {
    /// The user's attributes, such as `email`.
    public let userAttributes: [String: String]
    /// The results of the previous challenges, in their order.
    public let session: [ChallengeResult]
    /// Whether the user does not exist, if the app client prevents user existence errors.
    public let userNotFound: Bool
    /// The client metadata of the API request.
    public let clientMetadata: [String: String]

    /// Creates the request from the member `request` of an event.
    ///
    /// - Throws: ``EventError`` if a member is missing or has the wrong type.
    public init(request: JSONNode) throws(EventError) {
        userAttributes = request.scalarStrings("userAttributes")
        session = try request.optionalList("session") { (node) throws(EventError) in try ChallengeResult(node) }
        userNotFound = try request.optionalBool("userNotFound") ?? false
        clientMetadata = request.scalarStrings("clientMetadata")
    }

    /// Whether the trigger source is one of `DefineAuthChallenge`.
    public static func isTrigger(of event: JSONNode, source: String) -> Bool {
        source.isSource(of: "DefineAuthChallenge")
    }

    /// The response to the user pool.
    public struct Response: CognitoTriggerResponse {
        /// All members of the response.
        public var members: JSONObject

        /// Creates a response from the members in the event.
        public init(members: JSONObject) {
            self.members = members
        }

        /// The next challenge, such as `CUSTOM_CHALLENGE`.
        public var challengeName: String? {
            get { members["challengeName"]?.string }
            set { members["challengeName"] = newValue.map { .string($0) } }
        }

        /// Whether the user is authenticated.
        public var issueTokens: Bool? {
            get { members["issueTokens"]?.bool }
            set { members["issueTokens"] = newValue.map { .bool($0) } }
        }

        /// Whether authentication has failed.
        public var failAuthentication: Bool? {
            get { members["failAuthentication"]?.bool }
            set { members["failAuthentication"] = newValue.map { .bool($0) } }
        }
    }
}
