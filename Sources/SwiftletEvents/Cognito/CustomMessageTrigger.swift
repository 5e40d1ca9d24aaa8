public import Swiftlet
public import SwiftletJSON

/// The event of the custom message trigger.
///
/// See [Custom message Lambda
/// trigger](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html).
public typealias CustomMessageEvent = CognitoEvent<CustomMessageTrigger>

/// The request of the custom message trigger.
public struct CustomMessageTrigger: CognitoTrigger {
    /// The user's attributes, such as `email`.
    public let userAttributes: [String: String]
    /// The placeholder of the code, which a message must contain.
    public let codeParameter: String?
    /// The placeholder of the verification link.
    public let linkParameter: String?
    /// The placeholder of the user name, in an invitation.
    public let usernameParameter: String?
    /// The client metadata of the API request.
    public let clientMetadata: [String: String]

    /// Creates the request from the member `request` of an event.
    ///
    /// - Throws: ``EventError`` if a member is missing or has the wrong type.
    public init(request: JSONNode) throws(EventError) {
        userAttributes = request.scalarStrings("userAttributes")
        codeParameter = try request.optionalString("codeParameter")
        linkParameter = try request.optionalString("linkParameter")
        usernameParameter = try request.optionalString("usernameParameter")
        clientMetadata = request.scalarStrings("clientMetadata")
    }

    /// Whether the trigger source is one of `CustomMessage`.
    public static func isTrigger(of event: JSONNode, source: String) -> Bool {
        source.isSource(of: "CustomMessage")
    }

    /// The response to the user pool.
    public struct Response: CognitoTriggerResponse {
        /// All members of the response.
        public var members: JSONObject

        /// Creates a response from the members in the event.
        public init(members: JSONObject) {
            self.members = members
        }

        /// The text message, up to 140 characters, with the placeholder of the code.
        public var smsMessage: String? {
            get { members["smsMessage"]?.string }
            set { members["smsMessage"] = newValue.map { .string($0) } }
        }

        /// The email message, up to 20,000 characters, with the placeholder of the code.
        public var emailMessage: String? {
            get { members["emailMessage"]?.string }
            set { members["emailMessage"] = newValue.map { .string($0) } }
        }

        /// The subject of the email message.
        public var emailSubject: String? {
            get { members["emailSubject"]?.string }
            set { members["emailSubject"] = newValue.map { .string($0) } }
        }
    }
}
