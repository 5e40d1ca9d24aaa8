public import Swiftlet
public import SwiftletJSON

/// The response of an operation to a Bedrock agent.
public struct BedrockAgentAPIResponse: EventOutput {
    /// The action group of the event.
    public let actionGroup: String
    /// The path of the event.
    public let apiPath: String
    /// The HTTP method of the event.
    public let httpMethod: String
    /// The HTTP status code.
    public var statusCode: Int
    /// The media type of the body.
    public var contentType: String
    /// The body, usually JSON text: up to 25 KB.
    public var body: String
    /// The attributes of the session.
    public var sessionAttributes: JSONObject
    /// The attributes of the turn.
    public var promptSessionAttributes: JSONObject

    /// Creates a response with the attributes of the event.
    public init(
        to event: BedrockAgentAPIEvent,
        statusCode: Int = 200,
        contentType: String = "application/json",
        body: String
    ) {
        self.actionGroup = event.agent.actionGroup
        self.apiPath = event.apiPath
        self.httpMethod = event.httpMethod
        self.statusCode = statusCode
        self.contentType = contentType
        self.body = body
        self.sessionAttributes = event.agent.sessionAttributes
        self.promptSessionAttributes = event.agent.promptSessionAttributes
    }

    /// Writes the response in the format of Bedrock.
    public func encodeEvent(to writer: inout JSONWriter) {
        let content: JSONObject = [contentType: ["body": .string(body)]]
        writer.value([
            "messageVersion": "1.0",
            "response": [
                "actionGroup": .string(actionGroup), "apiPath": .string(apiPath), "httpMethod": .string(httpMethod),
                "httpStatusCode": .integer(statusCode), "responseBody": .object(content),
            ],
            "sessionAttributes": .object(sessionAttributes),
            "promptSessionAttributes": .object(promptSessionAttributes),
        ])
    }
}
