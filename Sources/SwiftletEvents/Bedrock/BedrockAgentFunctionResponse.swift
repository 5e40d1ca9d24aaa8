public import Swiftlet
public import SwiftletJSON

/// The response of a function to a Bedrock agent.
public struct BedrockAgentFunctionResponse: EventOutput {
    /// The state of a function that failed.
    public enum State: String, Sendable, Hashable {
        /// The agent ends the session with a `DependencyFailedException`.
        case failure = "FAILURE"
        /// The agent passes the response to the model, which prompts again.
        case reprompt = "REPROMPT"
    }

    /// The action group of the event.
    public let actionGroup: String
    /// The function of the event.
    public let function: String
    /// The result, usually text or JSON: up to 25 KB.
    public var text: String
    /// The state of a function that failed, or `nil`.
    public var state: State?
    /// The attributes of the session.
    public var sessionAttributes: JSONObject
    /// The attributes of the turn.
    public var promptSessionAttributes: JSONObject

    /// Creates a response with the attributes of the event.
    public init(to event: BedrockAgentFunctionEvent, text: String, state: State? = nil) {
        self.actionGroup = event.agent.actionGroup
        self.function = event.function
        self.text = text
        self.state = state
        self.sessionAttributes = event.agent.sessionAttributes
        self.promptSessionAttributes = event.agent.promptSessionAttributes
    }

    /// Writes the response in the format of Bedrock.
    public func encodeEvent(to writer: inout JSONWriter) {
        var functionResponse: JSONObject = [:]
        if let state { functionResponse["responseState"] = .string(state.rawValue) }
        functionResponse["responseBody"] = ["TEXT": ["body": .string(text)]]
        writer.value([
            "messageVersion": "1.0",
            "response": [
                "actionGroup": .string(actionGroup), "function": .string(function),
                "functionResponse": .object(functionResponse),
            ],
            "sessionAttributes": .object(sessionAttributes),
            "promptSessionAttributes": .object(promptSessionAttributes),
        ])
    }
}
