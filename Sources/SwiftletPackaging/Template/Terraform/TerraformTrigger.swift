import Swiftlet
import SwiftletJSON

/// The resources of a trigger in a Terraform configuration: those that send its events, and the permission to do so.
struct TerraformTrigger {
    private let handler: String
    private let trigger: EventTrigger
    private let deployment: Deployment
    private let names: TerraformNames
    /// The address of the function.
    private let function: String
    /// The name of the resources.
    private let name: String

    init(
        _ source: DeployedFunction.Source,
        of function: DeployedFunction,
        in deployment: Deployment,
        names: TerraformNames
    ) {
        self.handler = source.handler
        self.trigger = source.trigger
        self.deployment = deployment
        self.names = names
        self.function = names.address(.function(function.handler))
        self.name = names.identifier(source.handler)
    }

    /// The name of a resource in AWS.
    private var fullName: String { "${var.name}-\(names.slug(handler))" }

    /// Adds the resources, outputs and variables to a configuration.
    func add(to parts: inout TerraformParts) {
        if trigger.hasDeadLetters { addDeadLetterQueue(to: &parts) }
        switch trigger.kind {
        case .schedule(let expression):
            addRule(["schedule_expression": .string(expression)], bus: nil, to: &parts)
        case .events(let pattern, let bus):
            addRule(["event_pattern": YAML(pattern).terraformText], bus: bus, to: &parts)
        case .queue(let queue):
            add(queue, to: &parts)
            parts.add("aws_lambda_event_source_mapping", named: name, mapping(.queue(handler)))
        case .topic(let filter): addTopic(filter, to: &parts)
        case .bucket(let bucket): add(bucket, to: &parts)
        case .table, .stream:
            let kind = if case .table = trigger.kind { "stream of the table" } else { "stream" }
            parts.variables.append(
                (
                    "\(name)_stream_arn",
                    ["type": "string", "description": .template("The ARN of the \(kind) for \(handler).")]
                )
            )
            let failures: YAML = ["on_failure": ["destination_arn": names.arn(.deadLetters(handler))]]
            parts.add(
                "aws_lambda_event_source_mapping",
                named: name,
                mapping(.stream(handler)).adding("destination_config", failures)
            )
        }
    }

    private func mapping(_ source: DeployedResource) -> YAML {
        (["event_source_arn": names.arn(source), "function_name": .expression("\(function).arn")] as YAML)
            .adding((trigger.mapping ?? [:]).snakeCased)
    }

    private func addDeadLetterQueue(to parts: inout TerraformParts) {
        let arguments: YAML = [
            "name": .template("\(fullName)-dead-letters\(trigger.isFIFO ? ".fifo" : "")"),
            "sqs_managed_sse_enabled": true,
            "message_retention_seconds": .integer(Deployment.deadLetterRetention),
        ]
        parts.add(
            "aws_sqs_queue",
            named: "\(name)__dead_letters",
            arguments.adding("fifo_queue", trigger.isFIFO ? true : nil)
        )
    }

    private func add(_ queue: EventTrigger.Queue, to parts: inout TerraformParts) {
        let redrive: YAML = [
            "deadLetterTargetArn": names.arn(.deadLetters(handler)),
            "maxReceiveCount": .integer(Deployment.maximumReceives),
        ]
        let arguments: YAML = [
            "name": .template(fullName + (queue.isFIFO ? ".fifo" : "")),
            "sqs_managed_sse_enabled": true,
            "visibility_timeout_seconds": .integer(deployment.visibilityTimeout(of: queue)),
            "redrive_policy": redrive.terraformText,
        ]
        parts.add(
            "aws_sqs_queue",
            named: name,
            queue.isFIFO
                ? arguments.adding("fifo_queue", true).adding("content_based_deduplication", true) : arguments
        )
        parts.addOutput("\(name)_queue_url", "aws_sqs_queue.\(name).url", description: "The queue for \(handler).")
    }

    private func addRule(_ selection: YAML, bus: String?, to parts: inout TerraformParts) {
        let bus = bus.map(YAML.string)
        let rule = "aws_cloudwatch_event_rule.\(name)"
        parts.add(
            "aws_cloudwatch_event_rule",
            named: name,
            (["name": .template(fullName)] as YAML).adding(selection).adding("event_bus_name", bus)
        )
        let target: YAML = ["rule": .expression("\(rule).name"), "arn": .expression("\(function).arn")]
        parts.add("aws_cloudwatch_event_target", named: name, target.adding("event_bus_name", bus))
        parts.addPermission(name, for: function, to: "events", source: .expression("\(rule).arn"))
    }

    private func addTopic(_ filter: JSON?, to parts: inout TerraformParts) {
        parts.add("aws_sns_topic", named: name, ["name": .template(fullName)])
        let subscription: YAML = [
            "topic_arn": names.arn(.topic(handler)), "protocol": "lambda", "endpoint": .expression("\(function).arn"),
        ]
        parts.add(
            "aws_sns_topic_subscription",
            named: name,
            subscription.adding("filter_policy", filter.map { YAML($0).terraformText })
        )
        parts.addPermission(name, for: function, to: "sns", source: names.arn(.topic(handler)))
        parts.addOutput("\(name)_topic_arn", "aws_sns_topic.\(name).arn", description: "The topic for \(handler).")
    }

    private func add(_ bucket: EventTrigger.Bucket, to parts: inout TerraformParts) {
        let id = YAML.expression("aws_s3_bucket.\(name).id")
        parts.add("aws_s3_bucket", named: name, ["bucket_prefix": .template("${var.name}-")])
        parts.add(
            "aws_s3_bucket_public_access_block",
            named: name,
            [
                "bucket": id, "block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true,
                "restrict_public_buckets": true,
            ]
        )
        parts.addPermission(name, for: function, to: "s3", source: names.arn(.bucket(handler)))
        let notification: YAML = [
            "lambda_function_arn": .expression("\(function).arn"), "events": .list(bucket.events.map(YAML.string)),
        ]
        parts.add(
            "aws_s3_bucket_notification",
            named: name,
            [
                "bucket": id,
                "lambda_function":
                    notification
                    .adding("filter_prefix", bucket.prefix.isEmpty ? nil : .string(bucket.prefix))
                    .adding("filter_suffix", bucket.suffix.isEmpty ? nil : .string(bucket.suffix)),
                "depends_on": [.string("aws_lambda_permission.\(name)")],
            ]
        )
        parts.addOutput("\(name)_bucket", "aws_s3_bucket.\(name).bucket", description: "The bucket for \(handler).")
    }
}
