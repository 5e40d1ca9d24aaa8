public import Swiftlet
public import SwiftletJSON

/// The event of a Bedrock agent that calls a function of an action group with function details.
///
/// The response is a ``BedrockAgentFunctionResponse``.
///
/// ```swift
/// let weather = EventHandler("weather") { (event: BedrockAgentFunctionEvent, context) in
///     let city = event["city"] ?? "Berlin"
///     return BedrockAgentFunctionResponse(to: event, text: "The weather in \(city) is good.")
/// }
/// ```
///
/// See [Configure Lambda functions to send information an Amazon Bedrock agent elicits from the
/// user](https://docs.aws.amazon.com/bedrock/latest/userguide/agents-lambda.html).
public struct BedrockAgentFunctionEvent: EventModel, RecognizedEvent {
    /// The agent and the session.
    public let agent: BedrockAgentContext
    /// The name of the function.
    public let function: String
    /// The parameters of the function.
    public let parameters: [BedrockAgentParameter]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if the action group or the function is missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        agent = try BedrockAgentContext(event)
        function = try event.requiredString("function")
        parameters = try event.optionalList("parameters") { (node) throws(EventError) in try BedrockAgentParameter(node)
        }
    }

    /// Whether the event is of a Bedrock agent that calls a function.
    public static func recognizes(_ event: JSONNode) -> Bool {
        BedrockAgentContext.isAgent(event) && event["function"]?.kind == .string
    }

    /// The value of a parameter as text.
    public subscript(_ name: String) -> String? {
        parameters.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// Decodes the parameters as a model.
    ///
    /// - Throws: Any error that decoding the type throws; its path begins with `parameters`.
    public func decode<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
        let object = JSONObject(parameters.map { (key: $0.name, value: $0.json) })
        return try EventPayload.decode(type, from: JSON.object(object).bytes, at: "parameters")
    }
}
