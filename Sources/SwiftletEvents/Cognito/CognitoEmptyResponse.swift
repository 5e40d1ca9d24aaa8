public import SwiftletJSON

/// The response of a Cognito trigger that expects no values, only the event.
public struct CognitoEmptyResponse: CognitoTriggerResponse {
    /// The members in the event, usually none.
    public var members: JSONObject

    /// Creates a response from the members in the event.
    public init(members: JSONObject) {
        self.members = members
    }
}
