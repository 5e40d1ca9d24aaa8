public import Swiftlet
public import SwiftletJSON

/// A Cognito user pool trigger event of any kind.
///
/// Each trigger also has a typed event, such as ``PreSignUpEvent``.
///
/// The handler returns the event with its ``response`` filled in:
///
/// ```swift
/// let signUps = EventHandler("pre-sign-up") { (event: CognitoTriggerEvent, context) in
///     var event = event
///     event.response["autoConfirmUser"] = true
///     return event
/// }
/// ```
public struct CognitoTriggerEvent: EventModel, EventOutput, RecognizedEvent {
    /// The trigger source, such as `PreSignUp_SignUp`.
    public let triggerSource: String
    /// The user pool ID.
    public let userPoolID: String
    /// The user name.
    public let userName: String?
    /// The app client ID.
    public let clientID: String?
    /// The request from the user pool: an object whose members depend on the trigger source.
    public let request: JSON
    /// The response to the user pool: an object whose members depend on the trigger source.
    public var response: JSON
    private let event: JSONObject

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `triggerSource` or `userPoolId` is missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        triggerSource = try event.requiredString("triggerSource")
        userPoolID = try event.requiredString("userPoolId")
        userName = try event.optionalString("userName")
        clientID = event["callerContext"]?["clientId"]?.string
        request = event["request"]?.value ?? [:]
        response = try event.optionalObject("response")?.value ?? [:]
        self.event = event.value.object ?? [:]
    }

    /// All triggers of user pools.
    ///
    /// The handler of one of them, such as ``PreSignUpEvent``, takes precedence.
    public static var kind: EventKind { .general(of: Self.self) }

    /// Whether the event is a user pool trigger.
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

    /// Writes the event including ``response``.
    public func encodeEvent(to writer: inout JSONWriter) {
        var event = event
        event["response"] = response
        writer.value(.object(event))
    }
}

/// The members may contain passwords and codes, which descriptions and mirrors do not show.
extension CognitoTriggerEvent: CustomStringConvertible, CustomReflectable {
    /// The trigger source and the user pool ID.
    public var description: String { "\(triggerSource) of \(userPoolID)" }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
