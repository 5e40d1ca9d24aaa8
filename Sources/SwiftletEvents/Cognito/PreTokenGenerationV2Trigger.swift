public import Swiftlet
public import SwiftletJSON

/// The event of the pre token generation trigger, version 2 or 3, which customizes the ID token and the access token.
///
/// Version 3 is also sent for machine-to-machine authentication, with the trigger source `TokenGeneration_ClientCredentials`;
/// versions 2 and 3 are otherwise identical.
///
/// See [Pre token generation Lambda
/// trigger](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html).
public typealias PreTokenGenerationV2Event = CognitoEvent<PreTokenGenerationV2Trigger>

/// The request of the pre token generation trigger, version 2 or 3.
public struct PreTokenGenerationV2Trigger: CognitoTrigger {
    /// The user's attributes, such as `email`; empty for machine-to-machine authentication.
    public let userAttributes: [String: String]
    /// The groups and IAM roles of the user.
    public let groups: CognitoGroups
    /// The scopes of the access token.
    public let scopes: [String]
    /// The client metadata of the API request.
    public let clientMetadata: [String: String]

    /// Creates the request from the member `request` of an event.
    ///
    /// - Throws: ``EventError`` if a member is missing or has the wrong type.
    public init(request: JSONNode) throws(EventError) {
        userAttributes = request.scalarStrings("userAttributes")
        groups = CognitoGroups(request["groupConfiguration"])
        scopes = request.strings("scopes")
        clientMetadata = request.scalarStrings("clientMetadata")
    }

    /// Whether the event is of this trigger and of version 2 or 3.
    public static func isTrigger(of event: JSONNode, source: String) -> Bool {
        PreTokenGenerationTrigger.isPreTokenGeneration(event, source: source) && isVersion2(event)
    }

    /// Whether the event has version 2 or 3, or scopes: some versions of the documentation have them with the version `1`.
    static func isVersion2(_ event: JSONNode) -> Bool {
        let version = event["version"]?.scalarText
        return version == "2" || version == "3" || event["request"]?["scopes"]?.kind == .array
    }

    /// The changes to one of the tokens.
    public struct TokenChanges: Sendable, Hashable {
        /// The claims to add or to replace, whose values are of any JSON type.
        public var claimsToAddOrOverride: JSONObject
        /// The claims to remove.
        public var claimsToSuppress: [String]
        /// The scopes to add; only for the access token.
        public var scopesToAdd: [String]
        /// The scopes to remove; only for the access token.
        public var scopesToSuppress: [String]

        /// Creates changes.
        public init(
            claimsToAddOrOverride: JSONObject = [:],
            claimsToSuppress: [String] = [],
            scopesToAdd: [String] = [],
            scopesToSuppress: [String] = []
        ) {
            self.claimsToAddOrOverride = claimsToAddOrOverride
            self.claimsToSuppress = claimsToSuppress
            self.scopesToAdd = scopesToAdd
            self.scopesToSuppress = scopesToSuppress
        }

        init(_ json: JSON) {
            claimsToAddOrOverride = json["claimsToAddOrOverride"]?.object ?? [:]
            claimsToSuppress = json["claimsToSuppress"]?.strings ?? []
            scopesToAdd = json["scopesToAdd"]?.strings ?? []
            scopesToSuppress = json["scopesToSuppress"]?.strings ?? []
        }

        /// The changes that are not empty.
        var json: JSON {
            var object: JSONObject = [:]
            if !claimsToAddOrOverride.isEmpty { object["claimsToAddOrOverride"] = .object(claimsToAddOrOverride) }
            if !claimsToSuppress.isEmpty { object["claimsToSuppress"] = JSON(strings: claimsToSuppress) }
            if !scopesToAdd.isEmpty { object["scopesToAdd"] = JSON(strings: scopesToAdd) }
            if !scopesToSuppress.isEmpty { object["scopesToSuppress"] = JSON(strings: scopesToSuppress) }
            return .object(object)
        }
    }

    /// The response to the user pool.
    public struct Response: CognitoTriggerResponse {
        private static let details = "claimsAndScopeOverrideDetails"

        /// All members of the response.
        public var members: JSONObject

        /// Creates a response from the members in the event.
        public init(members: JSONObject) {
            self.members = members
        }

        /// The changes to the ID token; `nil` for none.
        public var idToken: TokenChanges? {
            get { members.value(at: Self.details, "idTokenGeneration").map { TokenChanges($0) } }
            set { members.set(newValue?.json, at: Self.details, "idTokenGeneration") }
        }

        /// The changes to the access token; `nil` for none.
        public var accessToken: TokenChanges? {
            get { members.value(at: Self.details, "accessTokenGeneration").map { TokenChanges($0) } }
            set { members.set(newValue?.json, at: Self.details, "accessTokenGeneration") }
        }

        /// The groups and roles that replace those of the user; `nil` for no change.
        public var groupsToOverride: CognitoGroups? {
            get { members.value(at: Self.details, "groupOverrideDetails").map { CognitoGroups($0) } }
            set { members.set(newValue?.json, at: Self.details, "groupOverrideDetails") }
        }
    }
}
