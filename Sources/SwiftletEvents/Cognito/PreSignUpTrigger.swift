public import Swiftlet
public import SwiftletJSON

/// The event of the pre sign-up trigger.
///
/// See [Pre sign-up Lambda
/// trigger](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html).
public typealias PreSignUpEvent = CognitoEvent<PreSignUpTrigger>

/// The request of the pre sign-up trigger.
public struct PreSignUpTrigger: CognitoTrigger {
    /// The user's attributes, such as `email`.
    public let userAttributes: [String: String]
    /// The validation data of the API request.
    public let validationData: [String: String]
    /// The client metadata of the API request.
    public let clientMetadata: [String: String]

    /// Creates the request from the member `request` of an event.
    ///
    /// - Throws: ``EventError`` if a member is missing or has the wrong type.
    public init(request: JSONNode) throws(EventError) {
        userAttributes = request.scalarStrings("userAttributes")
        validationData = request.scalarStrings("validationData")
        clientMetadata = request.scalarStrings("clientMetadata")
    }

    /// Whether the trigger source is one of `PreSignUp`.
    public static func isTrigger(of event: JSONNode, source: String) -> Bool {
        source.isSource(of: "PreSignUp")
    }

    /// The response to the user pool.
    public struct Response: CognitoTriggerResponse {
        /// All members of the response.
        public var members: JSONObject

        /// Creates a response from the members in the event.
        public init(members: JSONObject) {
            self.members = members
        }

        /// Whether to confirm the user without a code.
        public var autoConfirmUser: Bool {
            get { members["autoConfirmUser"]?.bool ?? false }
            set { members["autoConfirmUser"] = .bool(newValue) }
        }

        /// Whether to set the email address as verified.
        public var autoVerifyEmail: Bool {
            get { members["autoVerifyEmail"]?.bool ?? false }
            set { members["autoVerifyEmail"] = .bool(newValue) }
        }

        /// Whether to set the phone number as verified.
        public var autoVerifyPhone: Bool {
            get { members["autoVerifyPhone"]?.bool ?? false }
            set { members["autoVerifyPhone"] = .bool(newValue) }
        }
    }
}
