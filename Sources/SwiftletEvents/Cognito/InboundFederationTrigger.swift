public import Swiftlet
public import SwiftletJSON

/// The event of the inbound federation trigger, which maps the attributes of an external identity provider.
///
/// See [Inbound federation Lambda
/// trigger](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-inbound-federation.html).
public typealias InboundFederationEvent = CognitoEvent<InboundFederationTrigger>

/// The request of the inbound federation trigger.
public struct InboundFederationTrigger: CognitoTrigger {
    /// The name of the identity provider in the user pool.
    public let providerName: String
    /// The type of the identity provider, such as `OIDC`, `SAML`, `Facebook` or `Google`.
    public let providerType: String
    /// The token response of an OpenID Connect or social provider, with its tokens.
    public let tokenResponse: Secret<JSON>?
    /// The claims of the ID token.
    public let idToken: JSON?
    /// The response of the user information endpoint.
    public let userInfo: JSON?
    /// The attributes in the assertion of a SAML provider.
    public let samlResponse: JSON?

    /// Creates the request from the member `request` of an event.
    ///
    /// - Throws: ``EventError`` if a member is missing or has the wrong type.
    public init(request: JSONNode) throws(EventError) {
        providerName = try request.requiredString("providerName")
        providerType = try request.requiredString("providerType")
        let attributes = try request.optionalObject("attributes")
        tokenResponse = attributes?.optionalValue("tokenResponse").map { Secret($0) }
        idToken = attributes?.optionalValue("idToken")
        userInfo = attributes?.optionalValue("userInfo")
        samlResponse = attributes?.optionalValue("samlResponse")
    }

    /// Whether the trigger source is one of `InboundFederation`.
    public static func isTrigger(of event: JSONNode, source: String) -> Bool {
        source.isSource(of: "InboundFederation")
    }

    /// The response to the user pool.
    public struct Response: CognitoTriggerResponse {
        /// All members of the response.
        public var members: JSONObject

        /// Creates a response from the members in the event.
        public init(members: JSONObject) {
            self.members = members
        }

        /// The attributes of the user's profile in the user pool.
        ///
        /// If it is empty, the user pool uses the attributes of the provider; otherwise it uses only these.
        public var userAttributesToMap: [String: String] {
            get { members["userAttributesToMap"]?.stringMembers ?? [:] }
            set { members["userAttributesToMap"] = JSON(strings: newValue) }
        }
    }
}
