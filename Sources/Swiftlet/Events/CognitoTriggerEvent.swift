public import SwiftletJSON

/// A trigger of a Cognito user pool, of whatever kind: the answer is the event itself with its ``response`` filled in.
///
/// ```swift
/// EventHandler("pre-sign-up") { (event: CognitoTriggerEvent, context) in
///     var event = event
///     event.response["autoConfirmUser"] = true
///     return event
/// }
/// ```
public struct CognitoTriggerEvent: EventModel, EventOutput, RecognizedEvent {
    /// What happened, such as `PreSignUp_SignUp`.
    public let triggerSource: String
    /// The user pool's id.
    public let userPoolID: String
    /// The user's name.
    public let userName: String?
    /// The id of the app client.
    public let clientID: String?
    /// What the user pool says or asks: the members depend on the kind of trigger.
    public let request: JSON
    /// What the user pool is told: an object, whose members depend on the kind of trigger.
    public var response: JSON
    private let event: JSONObject

    /// Reads an event.
    ///
    /// - Throws: ``EventError`` if it does not say what happened in which user pool.
    public init(event: JSONNode) throws(EventError) {
        triggerSource = try event.requiredText("triggerSource")
        userPoolID = try event.requiredText("userPoolId")
        userName = try event.text("userName")
        clientID = event["callerContext"]?["clientId"]?.string
        request = event["request"]?.value ?? [:]
        response = try event.object("response")?.value ?? [:]
        self.event = event.value.object ?? [:]
    }

    /// Whether the event is a trigger of a user pool.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["triggerSource"]?.kind == .string && event["userPoolId"]?.kind == .string
    }

    /// The user's attributes, such as `email`.
    public var userAttributes: [String: String] {
        var attributes: [String: String] = [:]
        for (name, value) in request["userAttributes"]?.object ?? [:] {
            attributes[name] = value.string
        }
        return attributes
    }

    /// Writes the event with the response.
    public func encodeEvent(to writer: inout JSONWriter) {
        var event = event
        event["response"] = response
        writer.value(.object(event))
    }
}
