/// The alarms of a template, and the topic that they notify.
struct AlarmResources {
    private let deployment: Deployment
    private let ids: LogicalIDs
    private let alarms: [(alarm: Alarm, id: String)]

    init(_ deployment: Deployment, ids: LogicalIDs) {
        self.deployment = deployment
        self.ids = ids
        self.alarms = deployment.alarms.map { ($0, ids.unused($0.words.joined(separator: " "), "Alarm")) }
    }

    /// The ID of an alarm.
    func id(of alarm: Alarm) -> String? {
        alarms.first { $0.alarm == alarm }?.id
    }

    func add(to parts: inout SAMParts) {
        var topic: String?
        if deployment.options.hasAlarms {
            let id = ids.unused("AlarmTopic")
            parts.add(id, "AWS::SNS::Topic", properties: ["DisplayName": "Alarms"])
            parts.addOutput(
                ids.unused(id, "Arn"),
                .tagged("Ref", id),
                description: "The topic of the alarms, to subscribe to."
            )
            topic = id
        }
        for (alarm, id) in alarms {
            // The name of a REST API is the title of its definition.
            let isRESTAPI = alarm.resource == .api && deployment.options.gateway == .rest
            let name = isRESTAPI ? .tagged("Ref", "AWS::StackName") : ids.name(alarm.resource)
            let properties: YAML = [
                "AlarmDescription": .string(alarm.summary),
                "Namespace": .string(alarm.namespace),
                "MetricName": .string(alarm.metric),
                "Dimensions": [["Name": .string(alarm.dimension), "Value": name]],
                "Statistic": .string(alarm.statistic),
                "Period": .integer(Alarm.period),
                "EvaluationPeriods": 1,
                "Threshold": .integer(alarm.threshold),
                "ComparisonOperator": "GreaterThanOrEqualToThreshold",
                "TreatMissingData": "notBreaching",
            ]
            parts.add(
                id,
                "AWS::CloudWatch::Alarm",
                properties: properties.adding("AlarmActions", topic.map { [.tagged("Ref", $0)] })
            )
        }
    }
}
