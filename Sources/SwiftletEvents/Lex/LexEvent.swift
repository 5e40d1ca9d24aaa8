public import Swiftlet
public import SwiftletJSON

/// The event of a bot of Amazon Lex V2 that invokes a function.
///
/// The response is a ``LexResponse``.
///
/// ```swift
/// let orders = EventHandler("flower-orders") { (event: LexEvent, context) in
///     guard event.intent?["FlowerType"] != nil else {
///         return LexResponse.elicitSlot("FlowerType", to: event, messages: [.plainText("Which flowers?")])
///     }
///     return LexResponse.close(.fulfilled, to: event, messages: [.plainText("Thank you.")])
/// }
/// ```
///
/// See [Lambda input event format for Lex
/// V2](https://docs.aws.amazon.com/lexv2/latest/dg/lambda-input-format.html).
public struct LexEvent: EventModel, RecognizedEvent {
    /// Why the function is invoked.
    public enum InvocationSource: String, Sendable, Hashable {
        /// For each turn of the dialog, to validate slots and to select the next step.
        case dialog = "DialogCodeHook"
        /// When all slots have values, to fulfill the intent.
        case fulfillment = "FulfillmentCodeHook"
    }

    /// Why the function is invoked.
    public let invocationSource: InvocationSource
    /// The label of the code hook that invoked the function.
    public let invocationLabel: String?
    /// The session ID.
    public let sessionID: String
    /// The text of the user's input.
    public let inputTranscript: String
    /// The mode of the input: `Text`, `Speech` or `DTMF`.
    public let inputMode: String
    /// The content type of the response to the user, such as `audio/pcm`.
    public let responseContentType: String?
    /// The bot.
    public let bot: Bot
    /// The intents that may match the input, the most probable first.
    public let interpretations: [Interpretation]
    /// The state of the session: its intent, attributes and contexts.
    public let sessionState: JSONObject
    /// The next state that Lex proposes.
    public let proposedNextState: JSON?
    /// The attributes of the request.
    public let requestAttributes: [String: String]
    /// The transcriptions of speech, the most probable first.
    public let transcriptions: [JSON]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if a required member is missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        guard let source = InvocationSource(rawValue: try event.requiredString("invocationSource")) else {
            throw .invalidValue("invocationSource", expected: "DialogCodeHook or FulfillmentCodeHook")
        }
        invocationSource = source
        invocationLabel = try event.optionalString("invocationLabel")
        sessionID = try event.requiredString("sessionId")
        inputTranscript = try event.optionalString("inputTranscript") ?? ""
        inputMode = try event.optionalString("inputMode") ?? ""
        responseContentType = try event.optionalString("responseContentType")
        bot = try event.nested("bot") { (node) throws(EventError) in try Bot(node) }
        interpretations = try event.optionalList("interpretations") { (node) throws(EventError) in
            try Interpretation(node)
        }
        sessionState = try event.requiredObject("sessionState").value.object ?? [:]
        proposedNextState = event.optionalValue("proposedNextState")
        requestAttributes = event.scalarStrings("requestAttributes")
        transcriptions = event["transcriptions"]?.elements.map(\.value) ?? []
    }

    /// Whether the event is of a bot of Lex V2.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["sessionState"]?.kind == .object && event["bot"]?.kind == .object
            && event["invocationSource"]?.kind == .string
    }

    /// The intent of the session.
    public var intent: LexIntent? { sessionState["intent"]?.object.map { LexIntent(members: $0) } }

    /// The attributes of the session.
    public var sessionAttributes: [String: String] { sessionState["sessionAttributes"]?.stringMembers ?? [:] }

    /// A bot.
    public struct Bot: Sendable, Hashable {
        /// The bot ID.
        public let id: String
        /// The name.
        public let name: String
        /// The ID of the alias.
        public let aliasID: String
        /// The name of the alias.
        public let aliasName: String?
        /// The locale, such as `en_US`.
        public let localeID: String
        /// The version: a number or `DRAFT`.
        public let version: String

        init(_ node: JSONNode) throws(EventError) {
            id = try node.requiredString("id")
            name = try node.optionalString("name") ?? ""
            aliasID = try node.optionalString("aliasId") ?? ""
            aliasName = try node.optionalString("aliasName")
            localeID = try node.optionalString("localeId") ?? ""
            version = node["version"]?.scalarText ?? ""
        }
    }

    /// An intent that may match the input.
    public struct Interpretation: Sendable {
        /// The intent.
        public let intent: LexIntent
        /// The confidence of Lex in the intent, from 0 to 1.
        public let confidence: Double?
        /// The sentiment of the input, such as `POSITIVE`.
        public let sentiment: String?
        /// The source of the interpretation: `Lex` or `Bedrock`.
        public let source: String?

        init(_ node: JSONNode) throws(EventError) {
            intent = LexIntent(members: try node.requiredObject("intent").value.object ?? [:])
            let confidence = node["nluConfidence"]
            self.confidence = confidence?.double ?? confidence?["score"]?.double
            sentiment = node["sentimentResponse"]?["sentiment"]?.string
            source = node["interpretationSource"]?.string
        }
    }
}
