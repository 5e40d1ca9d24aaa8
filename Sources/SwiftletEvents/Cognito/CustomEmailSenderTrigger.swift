public import Swiftlet
public import SwiftletJSON

/// The event of the custom email sender trigger.
///
/// See [Custom email sender Lambda
/// trigger](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-email-sender.html).
public typealias CustomEmailSenderEvent = CognitoEvent<CustomEmailSenderTrigger>

/// The request of the custom email sender trigger.
public struct CustomEmailSenderTrigger: CognitoTrigger {
    /// The user pool expects no values.
    public typealias Response = CognitoEmptyResponse

    /// The version of the request, such as `customEmailSenderRequestV1`.
    public let type: String
    /// The code, encrypted with the user pool's KMS key by the AWS Encryption SDK, in base64.
    public let code: Secret<String>?
    /// The user's attributes, such as `email`.
    public let userAttributes: [String: String]
    /// The client metadata of the API request.
    public let clientMetadata: [String: String]

    /// Creates the request from the member `request` of an event.
    ///
    /// - Throws: ``EventError`` if a member is missing or has the wrong type.
    public init(request: JSONNode) throws(EventError) {
        type = try request.optionalString("type") ?? ""
        code = try request.optionalString("code").map { Secret($0) }
        userAttributes = request.scalarStrings("userAttributes")
        clientMetadata = request.scalarStrings("clientMetadata")
    }

    /// Whether the trigger source is one of `CustomEmailSender`.
    public static func isTrigger(of event: JSONNode, source: String) -> Bool {
        source.isSource(of: "CustomEmailSender")
    }
}
