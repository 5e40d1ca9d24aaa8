public import Swiftlet
public import SwiftletJSON

/// The event of the create auth challenge trigger.
///
/// See [Create auth challenge Lambda
/// trigger](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-create-auth-challenge.html).
public typealias CreateAuthChallengeEvent = CognitoEvent<CreateAuthChallengeTrigger>

/// The request of the create auth challenge trigger.
public struct CreateAuthChallengeTrigger: CognitoTrigger {
    /// The user's attributes, such as `email`.
    public let userAttributes: [String: String]
    /// The name of the challenge.
    public let challengeName: String
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
        challengeName = try request.requiredString("challengeName")
        session = try request.optionalList("session") { (node) throws(EventError) in try ChallengeResult(node) }
        userNotFound = try request.optionalBool("userNotFound") ?? false
        clientMetadata = request.scalarStrings("clientMetadata")
    }

    /// Whether the trigger source is one of `CreateAuthChallenge`.
    public static func isTrigger(of event: JSONNode, source: String) -> Bool {
        source.isSource(of: "CreateAuthChallenge")
    }

    /// The response to the user pool.
    public struct Response: CognitoTriggerResponse {
        /// All members of the response.
        public var members: JSONObject

        /// Creates a response from the members in the event.
        public init(members: JSONObject) {
            self.members = members
        }

        /// The parameters for the client, such as a question.
        public var publicChallengeParameters: [String: String] {
            get { members["publicChallengeParameters"]?.stringMembers ?? [:] }
            set { members["publicChallengeParameters"] = JSON(strings: newValue) }
        }

        /// The parameters for the verify auth challenge response trigger, such as the expected answer.
        public var privateChallengeParameters: [String: String] {
            get { members["privateChallengeParameters"]?.stringMembers ?? [:] }
            set { members["privateChallengeParameters"] = JSON(strings: newValue) }
        }

        /// The name of a custom challenge, which later events have in their session.
        public var challengeMetadata: String? {
            get { members["challengeMetadata"]?.string }
            set { members["challengeMetadata"] = newValue.map { .string($0) } }
        }
    }
}

/// The private parameters are secrets, which descriptions and mirrors do not show.
extension CreateAuthChallengeTrigger.Response: CustomStringConvertible, CustomReflectable {
    /// The number of members only.
    public var description: String { "\(members.count) members" }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
