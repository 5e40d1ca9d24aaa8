public import Swiftlet
public import SwiftletJSON

/// A Lambda trigger of a Cognito user pool: the request of its events, and the type of its responses.
///
/// See [Customizing user pool workflows with Lambda
/// triggers](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html).
public protocol CognitoTrigger: Sendable {
    /// The response to the user pool.
    associatedtype Response: CognitoTriggerResponse

    /// Creates the request from the member `request` of an event.
    ///
    /// - Throws: ``EventError`` if a member is missing or has the wrong type.
    init(request: JSONNode) throws(EventError)

    /// Whether an event of a user pool is of this trigger.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - source: Its trigger source, such as `PreSignUp_SignUp`.
    /// - Returns: `true` if the event is of this trigger.
    static func isTrigger(of event: JSONNode, source: String) -> Bool
}

extension String {
    /// Whether a trigger source is one of a trigger, such as `PreSignUp_SignUp` of `PreSignUp`.
    func isSource(of trigger: StaticString) -> Bool {
        let name = trigger.description.utf8
        return utf8.starts(with: name) && utf8.dropFirst(name.count).first == UInt8(ascii: "_")
    }
}
