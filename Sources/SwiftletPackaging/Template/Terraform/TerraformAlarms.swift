/// The alarms of a Terraform configuration, and the topic that they notify.
struct TerraformAlarms {
    private let deployment: Deployment
    private let names: TerraformNames

    init(_ deployment: Deployment, names: TerraformNames) {
        self.deployment = deployment
        self.names = names
    }

    func add(to parts: inout TerraformParts) {
        guard deployment.options.hasAlarms else { return }
        let topic = "aws_sns_topic.alarms__"
        parts.add("aws_sns_topic", named: "alarms__", ["name": .template("${var.name}-alarms")])
        parts.addOutput("alarm_topic_arn", "\(topic).arn", description: "The topic of the alarms, to subscribe to.")
        for alarm in deployment.alarms {
            let words =
                [names.slug(alarm.words[0])] + alarm.words.dropFirst().map { TerraformNames.slug($0, limit: 60) }
            // The name of a REST API is that of the deployment.
            let isRESTAPI = alarm.resource == .api && deployment.options.gateway == .rest
            let name = isRESTAPI ? .expression("var.name") : names.name(alarm.resource)
            parts.add(
                "aws_cloudwatch_metric_alarm",
                named: words.joined(separator: "__").replacing("-", with: "_"),
                [
                    "alarm_name": .template("${var.name}-\(words.joined(separator: "-"))"),
                    "alarm_description": .string(alarm.summary),
                    "namespace": .string(alarm.namespace),
                    "metric_name": .string(alarm.metric),
                    "dimensions": .map([(alarm.dimension, name)]),
                    "statistic": .string(alarm.statistic),
                    "period": .integer(Alarm.period),
                    "evaluation_periods": 1,
                    "threshold": .integer(alarm.threshold),
                    "comparison_operator": "GreaterThanOrEqualToThreshold",
                    "treat_missing_data": "notBreaching",
                    "alarm_actions": [.expression("\(topic).arn")],
                ]
            )
        }
    }
}
