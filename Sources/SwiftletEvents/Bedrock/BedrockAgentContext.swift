import Swiftlet
public import SwiftletJSON

/// The members that all events of Bedrock agents have.
public struct BedrockAgentContext: Sendable {
    /// The name of the action group.
    public let actionGroup: String
    /// The session ID.
    public let sessionID: String
    /// The user's input in this turn.
    public let inputText: String?
    /// The agent ID.
    public let agentID: String?
    /// The name of the agent.
    public let agentName: String?
    /// The alias of the agent.
    public let agentAlias: String?
    /// The version of the agent.
    public let agentVersion: String?
    /// The attributes of the session.
    public let sessionAttributes: JSONObject
    /// The attributes of the turn, which prompts can contain.
    public let promptSessionAttributes: JSONObject

    init(_ event: JSONNode) throws(EventError) {
        actionGroup = try event.requiredString("actionGroup")
        sessionID = try event.optionalString("sessionId") ?? ""
        inputText = try event.optionalString("inputText")
        let agent = try event.optionalObject("agent")
        agentID = agent?["id"]?.string
        agentName = agent?["name"]?.string
        agentAlias = agent?["alias"]?.string
        agentVersion = agent?["version"]?.scalarText
        sessionAttributes = try event.optionalObject("sessionAttributes")?.value.object ?? [:]
        promptSessionAttributes = try event.optionalObject("promptSessionAttributes")?.value.object ?? [:]
    }

    /// Whether an event is of a Bedrock agent.
    static func isAgent(_ event: JSONNode) -> Bool {
        event["messageVersion"]?.kind == .string && event["actionGroup"]?.kind == .string
            && event["agent"]?.kind == .object
    }
}
