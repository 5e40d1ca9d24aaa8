import Swiftlet
import SwiftletJSON

/// The result of a challenge in the authentication session of a Cognito user pool.
public struct ChallengeResult: Sendable, Hashable {
    /// The name of the challenge, such as `PASSWORD_VERIFIER` or `CUSTOM_CHALLENGE`.
    public var challengeName: String
    /// Whether the user passed it.
    public var challengeResult: Bool
    /// The name of a custom challenge, set by the create auth challenge trigger.
    public var challengeMetadata: String?

    init(_ node: JSONNode) throws(EventError) {
        challengeName = try node.requiredString("challengeName")
        challengeResult = try node.optionalBool("challengeResult") ?? false
        challengeMetadata = try node.optionalString("challengeMetadata")
    }
}
