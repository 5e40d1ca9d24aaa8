public import SwiftletJSON

/// The response to a Cognito user pool: the member `response` of the event, with typed properties.
///
/// Members that the type does not know are returned unchanged.
public protocol CognitoTriggerResponse: Sendable {
    /// All members of the response.
    var members: JSONObject { get set }

    /// Creates a response from the members in the event.
    init(members: JSONObject)
}
