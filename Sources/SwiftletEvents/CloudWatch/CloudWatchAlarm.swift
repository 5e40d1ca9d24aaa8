public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// A CloudWatch alarm with its current and its previous state, in a ``CloudWatchAlarmEvent`` or as the detail of an
/// ``EventBridgeEvent``.
///
/// ```swift
/// let incidents = EventHandler("incidents") { (event: EventBridgeEvent<CloudWatchAlarm>, context) in
///     let alarm = event.detail
///     context.logger.notice("\(alarm.name): \(alarm.previousState?.value ?? .unknown) to \(alarm.state.value)")
/// }
/// ```
///
/// See [CloudWatch documentation, "Alarm events and EventBridge"](https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html).
public struct CloudWatchAlarm: EventModel, EventBridgeDetail, EventBridgeSourceDetail {
    /// The `detail-type` of state changes.
    public static let detailType = "CloudWatch Alarm State Change"
    /// The source of state changes.
    public static let eventSource = "aws.cloudwatch"

    /// The name of the alarm.
    public var name: String
    /// The current state.
    public var state: State
    /// The previous state, or `nil` if the event has none.
    public var previousState: State?
    /// The configuration of the alarm.
    public var configuration: Configuration

    /// Creates an alarm from its JSON.
    ///
    /// - Throws: ``EventError`` if `alarmName` or `state` is missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        name = try event.requiredString("alarmName")
        let state = try event.requiredObject("state")
        self.state = try EventError.at("state") { () throws(EventError) in try State(state) }
        previousState = nil
        if let previous = try event.optionalObject("previousState") {
            previousState = try EventError.at("previousState") { () throws(EventError) in try State(previous) }
        }
        configuration = Configuration(try event.optionalObject("configuration"))
    }

    /// Whether the alarm combines the states of other alarms.
    public var isComposite: Bool { configuration.rule != nil }

    /// The value of a state.
    public struct StateValue: Sendable, Hashable, CustomStringConvertible {
        /// The metric is within the threshold.
        public static let ok = StateValue("OK")
        /// The metric is outside of the threshold.
        public static let alarm = StateValue("ALARM")
        /// There is not enough data.
        public static let insufficientData = StateValue("INSUFFICIENT_DATA")
        /// The event does not contain the state.
        public static let unknown = StateValue("")

        /// The value in the event.
        public let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// A state of the alarm.
    public struct State: Sendable, Hashable {
        /// The value.
        public var value: StateValue
        /// The reason for the state, in words.
        public var reason: String
        /// The reason for the state as JSON, such as the data points; `nil` if the event has none.
        public var reasonData: JSON?
        /// The time at which the alarm entered the state, or `nil` if the event has none.
        public var time: Date?
        /// Why the actions of a composite alarm are suppressed, such as `WaitPeriod`; `nil` if they are not.
        public var actionsSuppressedBy: String?
        /// Why the actions of a composite alarm are suppressed, in words; `nil` if they are not.
        public var actionsSuppressedReason: String?

        init(_ node: JSONNode) throws(EventError) {
            value = StateValue(try node.requiredString("value"))
            reason = try node.optionalString("reason") ?? ""
            // JSON as text.
            reasonData = node["reasonData"]?.string.flatMap { try? JSON(parsing: $0) }
            time = EventTime.date(withBasicOffset: node["timestamp"]?.string)
            actionsSuppressedBy = node["actionsSuppressedBy"]?.string
            actionsSuppressedReason = node["actionsSuppressedReason"]?.string
        }
    }

    /// The configuration of the alarm.
    public struct Configuration: Sendable, Hashable {
        /// The description, or `nil` if there is none.
        public var description: String?
        /// The metrics and metric math expressions; empty for a composite alarm.
        public var metrics: [Metric]
        /// The rule of a composite alarm, such as `ALARM(first) OR ALARM(second)`.
        public var rule: String?
        /// The alarm that suppresses the actions of a composite alarm.
        public var actionsSuppressor: String?
        /// The time, in seconds, that actions wait for the suppressor to enter the state `ALARM`.
        public var actionsSuppressorWaitPeriod: Int?
        /// The time, in seconds, that actions wait after the suppressor has left the state `ALARM`.
        public var actionsSuppressorExtensionPeriod: Int?

        init(_ node: JSONNode?) {
            description = node?["description"]?.string
            metrics = node?["metrics"]?.elements.map { Metric($0) } ?? []
            rule = node?["alarmRule"]?.string
            actionsSuppressor = node?["actionsSuppressor"]?.string
            actionsSuppressorWaitPeriod = node?["actionsSuppressorWaitPeriod"]?.int
            actionsSuppressorExtensionPeriod = node?["actionsSuppressorExtensionPeriod"]?.int
        }
    }

    /// A metric or a metric math expression.
    public struct Metric: Sendable, Hashable {
        /// The ID, to which expressions refer.
        public var id: String
        /// The metric math expression, or `nil` for a metric.
        public var expression: String?
        /// The label, or `nil` if there is none.
        public var label: String?
        /// Whether the alarm is based on this metric or expression.
        public var returnsData: Bool
        /// The namespace, or `nil` for an expression.
        public var namespace: String?
        /// The name, or `nil` for an expression.
        public var name: String?
        /// The dimensions by name.
        public var dimensions: [String: String]
        /// The period in seconds, or `nil` for an expression without one.
        public var period: Int?
        /// The statistic, such as `Average`; `nil` for an expression.
        public var statistic: String?
        /// The unit, or `nil` if there is none.
        public var unit: String?

        init(_ node: JSONNode) {
            let statistic = node["metricStat"]
            let metric = statistic?["metric"]
            id = node["id"]?.string ?? ""
            expression = node["expression"]?.string
            label = node["label"]?.string
            returnsData = node["returnData"]?.bool ?? false
            namespace = metric?["namespace"]?.string
            name = metric?["name"]?.string
            dimensions = metric?.scalarStrings("dimensions") ?? [:]
            period = (statistic?["period"] ?? node["period"])?.int
            self.statistic = statistic?["stat"]?.string
            unit = statistic?["unit"]?.string
        }
    }
}
