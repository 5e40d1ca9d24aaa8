public import Swiftlet
public import SwiftletJSON

/// The event of a Bedrock agent that calls an operation of an action group with an OpenAPI schema.
///
/// ``BedrockAgentRoutes`` passes these events to the routes of an app. A handler of its own returns a
/// ``BedrockAgentAPIResponse``.
///
/// See [Configure Lambda functions to send information an Amazon Bedrock agent elicits from the
/// user](https://docs.aws.amazon.com/bedrock/latest/userguide/agents-lambda.html).
public struct BedrockAgentAPIEvent: EventModel, RecognizedEvent {
    /// The agent and the session.
    public let agent: BedrockAgentContext
    /// The path of the operation in the schema, such as `/claims/{claim_id}`.
    public let apiPath: String
    /// The HTTP method.
    public let httpMethod: String
    /// The parameters of the path, the query and the header.
    public let parameters: [BedrockAgentParameter]
    /// The media type of the request body, such as `application/json`; `nil` if there is no body.
    public let contentType: String?
    /// The properties of the request body.
    public let properties: [BedrockAgentParameter]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if the action group, the path or the method is missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        agent = try BedrockAgentContext(event)
        apiPath = try event.requiredString("apiPath")
        httpMethod = try event.requiredString("httpMethod")
        parameters = try event.optionalList("parameters") { (node) throws(EventError) in try BedrockAgentParameter(node)
        }
        let content = try event.optionalObject("requestBody")?.optionalObject("content")
        guard let content, let (type, body) = content.members.first(where: { _ in true }) else {
            contentType = nil
            properties = []
            return
        }
        contentType = type
        properties = try EventError.at("requestBody.content.\(type)") { () throws(EventError) in
            try body.optionalList("properties") { (node) throws(EventError) in try BedrockAgentParameter(node) }
        }
    }

    /// Whether the event is of a Bedrock agent that calls an operation.
    public static func recognizes(_ event: JSONNode) -> Bool {
        BedrockAgentContext.isAgent(event) && event["apiPath"]?.kind == .string && event["httpMethod"]?.kind == .string
    }

    /// Decodes the request body as a model.
    ///
    /// - Throws: Any error that decoding the type throws; its path begins with `requestBody`.
    public func decodeBody<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
        try EventPayload.decode(type, from: body, at: "requestBody")
    }

    /// The properties of the request body as a JSON object.
    var body: [UInt8] {
        JSON.object(JSONObject(properties.map { (key: $0.name, value: $0.json) })).bytes
    }
}
