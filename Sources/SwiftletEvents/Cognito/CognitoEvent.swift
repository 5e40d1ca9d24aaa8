public import Swiftlet
public import SwiftletJSON

/// The event of one trigger of a Cognito user pool, with a typed request and response.
///
/// The handler returns the event with its ``response`` filled in. Everything else is returned unchanged, including members that
/// this type does not know. To reject the operation, such as a sign-up, the handler throws an error.
///
/// ```swift
/// let employees = EventHandler("employees") { (event: PreSignUpEvent, context) in
///     var event = event
///     guard event.request.userAttributes["email"]?.hasSuffix("@example.com") == true else {
///         throw SignUpRejected()
///     }
///     event.response.autoConfirmUser = true
///     return event
/// }
/// ```
///
/// Use the type alias of the trigger, such as ``PreSignUpEvent``. In an app that also has a handler of ``CognitoTriggerEvent``,
/// that one receives the events of the other triggers.
public struct CognitoEvent<Trigger: CognitoTrigger>: EventModel, EventOutput, RecognizedEvent {
    /// The version of the event: `1`, or `2` and `3` for pre token generation.
    public let version: String
    /// The trigger source, such as `PreSignUp_SignUp`.
    public let triggerSource: String
    /// The user pool ID.
    public let userPoolID: String
    /// The AWS region of the user pool.
    public let region: String?
    /// The user name.
    public let userName: String?
    /// The app client ID.
    public let clientID: String?
    /// The request from the user pool.
    public let request: Trigger
    /// The response to the user pool.
    public var response: Trigger.Response
    private let event: HiddenObject

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `triggerSource`, `userPoolId` or a required member of `request` is missing, or a member has
    ///   the wrong type.
    public init(event: JSONNode) throws(EventError) {
        version = event["version"]?.scalarText ?? ""
        triggerSource = try event.requiredString("triggerSource")
        userPoolID = try event.requiredString("userPoolId")
        region = try event.optionalString("region")
        userName = try event.optionalString("userName")
        clientID = event["callerContext"]?["clientId"]?.string
        request = try event.nested("request") { (node) throws(EventError) in try Trigger(request: node) }
        response = Trigger.Response(members: try event.optionalObject("response")?.value.object ?? [:])
        self.event = HiddenObject(event.value.object ?? [:])
    }

    /// Whether the event is of this trigger.
    public static func recognizes(_ event: JSONNode) -> Bool {
        guard CognitoTriggerEvent.recognizes(event), let source = event["triggerSource"]?.string else { return false }
        return Trigger.isTrigger(of: event, source: source)
    }

    /// Writes the event including ``response``.
    public func encodeEvent(to writer: inout JSONWriter) {
        var object = event.object
        object["response"] = .object(response.members)
        writer.value(.object(object))
    }
}
