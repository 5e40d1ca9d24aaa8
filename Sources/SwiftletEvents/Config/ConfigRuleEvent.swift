public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// The event of a custom rule of AWS Config.
///
/// The function reports the compliance of resources with the action `PutEvaluations` of AWS Config and ``resultToken``; its
/// response is ignored.
///
/// See [Example events for AWS Config
/// rules](https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_example-events.html).
public struct ConfigRuleEvent: EventModel, RecognizedEvent {
    /// What invoked the rule.
    public enum Trigger: Sendable {
        /// A resource has changed.
        case change(item: JSON, difference: JSON?)
        /// A resource has changed whose item is too large for the event: it is read with `GetResourceConfigHistory`.
        case oversizedChange(summary: JSON)
        /// The rule is evaluated periodically.
        case schedule
        /// A snapshot of the configuration was delivered, or a message of another type.
        case other(messageType: String)
    }

    /// What invoked the rule.
    public let trigger: Trigger
    /// The type of the message, such as `ConfigurationItemChangeNotification`.
    public let messageType: String
    /// The time of the message.
    public let notificationTime: Date?
    /// The whole invoking event.
    public let invokingEvent: JSON
    /// The parameters of the rule.
    public let ruleParameters: JSON
    /// The token for the report of the result.
    public let resultToken: Secret<String>
    /// Whether the resource is no longer in the scope of the rule, which then is not applicable to it.
    public let hasLeftScope: Bool
    /// The name of the rule.
    public let ruleName: String
    /// The ID of the rule.
    public let ruleID: String
    /// The ARN of the rule.
    public let ruleARN: String
    /// The ARN of the role of AWS Config.
    public let executionRoleARN: String?
    /// The AWS account ID.
    public let accountID: String

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if a required member is missing, has the wrong type, or is not JSON in a string.
    public init(event: JSONNode) throws(EventError) {
        let invoking = try Self.parsed(try event.requiredString("invokingEvent"), at: "invokingEvent")
        invokingEvent = invoking
        guard let type = invoking["messageType"]?.string else { throw .missing("messageType").inside("invokingEvent") }
        messageType = type
        notificationTime = EventTime.date(invoking["notificationCreationTime"]?.string)
        switch type {
        case "ConfigurationItemChangeNotification":
            guard let item = invoking["configurationItem"] else {
                throw .missing("configurationItem").inside("invokingEvent")
            }
            trigger = .change(
                item: item,
                difference: invoking["configurationItemDiff"].flatMap { $0.isNull ? nil : $0 }
            )
        case "OversizedConfigurationItemChangeNotification":
            guard let summary = invoking["configurationItemSummary"] else {
                throw .missing("configurationItemSummary").inside("invokingEvent")
            }
            trigger = .oversizedChange(summary: summary)
        case "ScheduledNotification":
            trigger = .schedule
        default:
            trigger = .other(messageType: type)
        }
        let parameters = try event.optionalString("ruleParameters") ?? ""
        ruleParameters = parameters.isEmpty ? [:] : try Self.parsed(parameters, at: "ruleParameters")
        resultToken = Secret(try event.requiredString("resultToken"))
        hasLeftScope = try event.optionalBool("eventLeftScope") ?? false
        ruleName = try event.optionalString("configRuleName") ?? ""
        ruleID = try event.optionalString("configRuleId") ?? ""
        ruleARN = try event.optionalString("configRuleArn") ?? ""
        executionRoleARN = try event.optionalString("executionRoleArn")
        accountID = try event.optionalString("accountId") ?? ""
    }

    private static func parsed(_ text: String, at path: String) throws(EventError) -> JSON {
        do {
            return try JSON(parsing: text)
        } catch {
            throw EventError(.invalidJSON, "`\(path)` is not valid JSON: \(error.message)", at: path)
        }
    }

    /// Whether the event is of a rule of AWS Config.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["invokingEvent"]?.kind == .string && event["resultToken"]?.kind == .string
    }

    /// The type of the changed resource, such as `AWS::EC2::Instance`.
    public var resourceType: String? { item?["resourceType"]?.string }

    /// The ID of the changed resource.
    public var resourceID: String? { item?["resourceId"]?.string }

    /// Whether the changed resource was deleted.
    public var isDeleted: Bool {
        let status = item?["configurationItemStatus"]?.string ?? ""
        return status == "ResourceDeleted" || status == "ResourceDeletedNotRecorded"
    }

    /// The item or summary of a changed resource.
    private var item: JSON? {
        switch trigger {
        case .change(let item, _): item
        case .oversizedChange(let summary): summary
        case .schedule, .other: nil
        }
    }

    /// Decodes the parameters of the rule.
    ///
    /// - Throws: Any error that decoding the type throws; its path begins with `ruleParameters`.
    public func decodeRuleParameters<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
        try EventPayload.decode(type, from: ruleParameters.bytes, at: "ruleParameters")
    }
}
