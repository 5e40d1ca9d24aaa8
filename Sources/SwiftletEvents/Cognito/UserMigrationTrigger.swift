public import Swiftlet
public import SwiftletJSON

/// The event of the user migration trigger.
///
/// See [Migrate user Lambda
/// trigger](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html).
public typealias UserMigrationEvent = CognitoEvent<UserMigrationTrigger>

/// The request of the user migration trigger.
public struct UserMigrationTrigger: CognitoTrigger {
    /// The password; `nil` when the user forgot it.
    public let password: Secret<String>?
    /// The validation data of the API request.
    public let validationData: [String: String]
    /// The client metadata of the API request.
    public let clientMetadata: [String: String]

    /// Creates the request from the member `request` of an event.
    ///
    /// - Throws: ``EventError`` if a member is missing or has the wrong type.
    public init(request: JSONNode) throws(EventError) {
        password = try request.optionalString("password").map { Secret($0) }
        validationData = request.scalarStrings("validationData")
        clientMetadata = request.scalarStrings("clientMetadata")
    }

    /// Whether the trigger source is one of `UserMigration`.
    public static func isTrigger(of event: JSONNode, source: String) -> Bool {
        source.isSource(of: "UserMigration")
    }

    /// The response to the user pool.
    public struct Response: CognitoTriggerResponse {
        /// All members of the response.
        public var members: JSONObject

        /// Creates a response from the members in the event.
        public init(members: JSONObject) {
            self.members = members
        }

        /// The attributes of the migrated user; required.
        public var userAttributes: [String: String] {
            get { members["userAttributes"]?.stringMembers ?? [:] }
            set { members["userAttributes"] = JSON(strings: newValue) }
        }

        /// The status of the user: `CONFIRMED` or `RESET_REQUIRED`.
        public var finalUserStatus: String? {
            get { members["finalUserStatus"]?.string }
            set { members["finalUserStatus"] = newValue.map { .string($0) } }
        }

        /// `SUPPRESS` for no welcome message.
        public var messageAction: String? {
            get { members["messageAction"]?.string }
            set { members["messageAction"] = newValue.map { .string($0) } }
        }

        /// The media of the welcome message: `EMAIL` and `SMS`.
        public var desiredDeliveryMediums: [String] {
            get { members["desiredDeliveryMediums"]?.strings ?? [] }
            set { members["desiredDeliveryMediums"] = JSON(strings: newValue) }
        }

        /// Whether to move an alias, such as an email address, from another user to this one.
        public var forceAliasCreation: Bool? {
            get { members["forceAliasCreation"]?.bool }
            set { members["forceAliasCreation"] = newValue.map { .bool($0) } }
        }

        /// Whether the user receives codes for multi-factor authentication in text messages.
        public var enableSMSMFA: Bool? {
            get { members["enableSMSMFA"]?.bool }
            set { members["enableSMSMFA"] = newValue.map { .bool($0) } }
        }
    }
}
