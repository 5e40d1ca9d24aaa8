public import Swiftlet
public import SwiftletJSON

/// The response to a bot of Lex V2: the next step of the dialog.
///
/// The functions that create it keep the attributes and contexts of the event's session.
///
/// See [Lambda response format for Lex
/// V2](https://docs.aws.amazon.com/lexv2/latest/dg/lambda-response-format.html).
public struct LexResponse: EventOutput {
    /// The result of an intent.
    public enum Outcome: String, Sendable, Hashable {
        /// The intent is fulfilled.
        case fulfilled = "Fulfilled"
        /// The intent could not be fulfilled.
        case failed = "Failed"
    }

    /// The state of the session, with the dialog action.
    public var sessionState: JSONObject
    /// The messages to the user.
    public var messages: [LexMessage]
    /// The attributes of the request.
    public var requestAttributes: [String: String]

    /// Ends the dialog of the intent.
    public static func close(_ outcome: Outcome, to event: LexEvent, messages: [LexMessage] = []) -> LexResponse {
        var intent = event.intent
        intent?.members["state"] = .string(outcome.rawValue)
        return LexResponse(to: event, intent, ["type": "Close"], messages)
    }

    /// Asks the user for the value of a slot.
    ///
    /// - Parameters:
    ///   - slot: The name of the slot.
    ///   - event: The event.
    ///   - intent: The intent with changed slots, or `nil` for the intent of the event.
    ///   - messages: The messages to the user; if there are none, Lex uses the prompts of the slot.
    /// - Returns: The response.
    public static func elicitSlot(
        _ slot: String,
        to event: LexEvent,
        intent: LexIntent? = nil,
        messages: [LexMessage] = []
    ) -> LexResponse {
        let action: JSONObject = ["type": "ElicitSlot", "slotToElicit": .string(slot)]
        return LexResponse(to: event, intent ?? event.intent, action, messages)
    }

    /// Asks the user to confirm the intent.
    public static func confirmIntent(
        to event: LexEvent,
        intent: LexIntent? = nil,
        messages: [LexMessage] = []
    ) -> LexResponse {
        LexResponse(to: event, intent ?? event.intent, ["type": "ConfirmIntent"], messages)
    }

    /// Asks the user what to do next.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - messages: The messages to the user, at least one.
    /// - Returns: The response.
    public static func elicitIntent(to event: LexEvent, messages: [LexMessage]) -> LexResponse {
        LexResponse(to: event, nil, ["type": "ElicitIntent"], messages)
    }

    /// Lets Lex select the next step.
    public static func delegate(to event: LexEvent, intent: LexIntent? = nil) -> LexResponse {
        LexResponse(to: event, intent ?? event.intent, ["type": "Delegate"], [])
    }

    private init(to event: LexEvent, _ intent: LexIntent?, _ action: JSONObject, _ messages: [LexMessage]) {
        var state: JSONObject = [:]
        for name in ["activeContexts", "sessionAttributes", "runtimeHints"] { state[name] = event.sessionState[name] }
        state["dialogAction"] = .object(action)
        if let intent { state["intent"] = .object(intent.members) }
        self.sessionState = state
        self.messages = messages
        self.requestAttributes = event.requestAttributes
    }

    /// The attributes of the session.
    public var sessionAttributes: [String: String] {
        get { sessionState["sessionAttributes"]?.stringMembers ?? [:] }
        set { sessionState["sessionAttributes"] = JSON(strings: newValue) }
    }

    /// Writes the response in the format of Lex.
    public func encodeEvent(to writer: inout JSONWriter) {
        var object: JSONObject = ["sessionState": .object(sessionState)]
        if !messages.isEmpty { object["messages"] = .array(messages.map(\.json)) }
        if !requestAttributes.isEmpty { object["requestAttributes"] = JSON(strings: requestAttributes) }
        writer.value(.object(object))
    }
}
