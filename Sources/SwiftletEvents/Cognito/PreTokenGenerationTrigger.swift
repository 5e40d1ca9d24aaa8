public import Swiftlet
public import SwiftletJSON

/// The event of the pre token generation trigger, version 1.
///
/// See [Pre token generation Lambda
/// trigger](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html).
///
/// It customizes the ID token. ``PreTokenGenerationV2Event`` also customizes the access token.
public typealias PreTokenGenerationEvent = CognitoEvent<PreTokenGenerationTrigger>

/// The request of the pre token generation trigger, version 1.
public struct PreTokenGenerationTrigger: CognitoTrigger {
    /// The user's attributes, such as `email`.
    public let userAttributes: [String: String]
    /// The groups and IAM roles of the user.
    public let groups: CognitoGroups
    /// The client metadata of the API request.
    public let clientMetadata: [String: String]

    /// Creates the request from the member `request` of an event.
    ///
    /// - Throws: ``EventError`` if a member is missing or has the wrong type.
    public init(request: JSONNode) throws(EventError) {
        userAttributes = request.scalarStrings("userAttributes")
        groups = CognitoGroups(request["groupConfiguration"])
        clientMetadata = request.scalarStrings("clientMetadata")
    }

    /// Whether the event is of this trigger and of version 1, which has no scopes.
    public static func isTrigger(of event: JSONNode, source: String) -> Bool {
        isPreTokenGeneration(event, source: source) && !PreTokenGenerationV2Trigger.isVersion2(event)
    }

    /// Whether the event is of any version of this trigger.
    static func isPreTokenGeneration(_ event: JSONNode, source: String) -> Bool {
        source.isSource(of: "TokenGeneration") || event["request"]?["groupConfiguration"]?.kind == .object
    }

    /// The response to the user pool.
    public struct Response: CognitoTriggerResponse {
        private static let details = "claimsOverrideDetails"

        /// All members of the response.
        public var members: JSONObject

        /// Creates a response from the members in the event.
        public init(members: JSONObject) {
            self.members = members
        }

        /// The claims to add to the ID token or to replace.
        public var claimsToAddOrOverride: [String: String] {
            get { members.value(at: Self.details, "claimsToAddOrOverride")?.stringMembers ?? [:] }
            set { members.set(JSON(strings: newValue), at: Self.details, "claimsToAddOrOverride") }
        }

        /// The claims to remove from the ID token.
        public var claimsToSuppress: [String] {
            get { members.value(at: Self.details, "claimsToSuppress")?.strings ?? [] }
            set { members.set(JSON(strings: newValue), at: Self.details, "claimsToSuppress") }
        }

        /// The groups and roles that replace those of the user; `nil` for no change.
        public var groupsToOverride: CognitoGroups? {
            get { members.value(at: Self.details, "groupOverrideDetails").map { CognitoGroups($0) } }
            set { members.set(newValue?.json, at: Self.details, "groupOverrideDetails") }
        }
    }
}
