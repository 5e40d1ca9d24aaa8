public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// A state change of a CloudWatch alarm whose action is the function.
///
/// ```swift
/// let pager = EventHandler("pager", from: "checkout-errors") { (event: CloudWatchAlarmEvent, context) in
///     context.logger.critical("\(event.alarm.name) is \(event.alarm.state.value): \(event.alarm.state.reason)")
/// }
/// ```
///
/// See [CloudWatch documentation, "Invoke a Lambda function from an alarm"](https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html).
/// State changes that EventBridge delivers are an ``EventBridgeEvent`` of a ``CloudWatchAlarm``. The source of a handler is the
/// name or ARN of an alarm.
public struct CloudWatchAlarmEvent: EventModel, RecognizedEvent {
    /// The ARN of the alarm.
    public var alarmARN: String
    /// The AWS account ID.
    public var account: String
    /// The AWS region.
    public var region: String
    /// The time of the state change, or `nil` if the event has none.
    public var time: Date?
    /// The alarm with its states.
    public var alarm: CloudWatchAlarm

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `alarmData` is missing, or lacks the name or the state of the alarm.
    public init(event: JSONNode) throws(EventError) {
        let arn = try event.optionalString("alarmArn")
        alarmARN = arn ?? event["resources"]?[0]?.string ?? ""
        let account = try event.optionalString("accountId")
        self.account = account ?? event["account"]?.string ?? ""
        region = try event.optionalString("region") ?? ""
        time = EventTime.date(withBasicOffset: try event.optionalString("time"))
        let data = try event.requiredObject("alarmData")
        alarm = try EventError.at("alarmData") { () throws(EventError) in try CloudWatchAlarm(event: data) }
    }

    /// Whether the event is from an alarm.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["source"]?.equals("aws.cloudwatch") == true && event["alarmData"]?.kind == .object
    }

    /// The ARN and the name of the alarm.
    public static func sources(of event: JSONNode) -> [String] {
        [event["alarmArn"], event["resources"]?[0], event["alarmData"]?["alarmName"]].compactMap { $0?.string }
    }
}
