import Swiftlet

/// The event of a trigger in a template, and the resources that send it.
struct TriggerResources {
    private let handler: String
    private let trigger: EventTrigger
    private let deployment: Deployment
    private let ids: LogicalIDs

    init(_ source: DeployedFunction.Source, of deployment: Deployment, ids: LogicalIDs) {
        self.handler = source.handler
        self.trigger = source.trigger
        self.deployment = deployment
        self.ids = ids
    }

    /// The event of the function.
    var event: YAML {
        let (type, properties) = typeAndProperties
        return ["Type": .string(type), "Properties": properties]
    }

    private var typeAndProperties: (type: String, properties: YAML) {
        switch trigger.kind {
        case .schedule(let expression):
            return ("Schedule", ["Schedule": .string(expression)])
        case .queue:
            return ("SQS", (["Queue": ids.arn(.queue(handler))] as YAML).adding(trigger.mapping ?? [:]))
        case .topic(let filter):
            let properties: YAML = ["Topic": .tagged("Ref", ids.id(.topic(handler)))]
            return ("SNS", properties.adding("FilterPolicy", filter.map { YAML($0) }))
        case .bucket(let bucket):
            let properties: YAML = [
                "Bucket": .tagged("Ref", ids.id(.bucket(handler))), "Events": .list(bucket.events.map(YAML.string)),
            ]
            let rules = [("prefix", bucket.prefix), ("suffix", bucket.suffix)].filter { !$1.isEmpty }
                .map { ["Name": .string($0), "Value": .string($1)] as YAML }
            return ("S3", properties.adding("Filter", rules.isEmpty ? nil : ["S3Key": ["Rules": .list(rules)]]))
        case .table:
            return ("DynamoDB", stream)
        case .stream:
            return ("Kinesis", stream)
        case .events(let pattern, let bus):
            let properties: YAML = ["Pattern": YAML(pattern)]
            return ("EventBridgeRule", properties.adding("EventBusName", bus.map(YAML.string)))
        }
    }

    private var stream: YAML {
        (["Stream": .tagged("Ref", ids.id(.stream(handler)))] as YAML).adding(trigger.mapping ?? [:])
            .adding("DestinationConfig", ["OnFailure": ["Type": "SQS", "Destination": ids.arn(.deadLetters(handler))]])
    }

    /// Adds the resources, outputs and parameters to a template.
    func add(to parts: inout SAMParts) {
        if trigger.hasDeadLetters {
            let properties = FunctionResources.deadLetterQueue(isFIFO: trigger.isFIFO)
            parts.addDeletable(ids.id(.deadLetters(handler)), "AWS::SQS::Queue", properties: properties)
        }
        switch trigger.kind {
        case .queue(let queue): add(queue, to: &parts)
        case .topic:
            let id = ids.id(.topic(handler))
            parts.add(id, "AWS::SNS::Topic", properties: ["DisplayName": .string(handler)])
            parts.addOutput(ids.unused(id, "Arn"), .tagged("Ref", id), description: "The topic for \(handler).")
        case .bucket:
            let id = ids.id(.bucket(handler))
            let encryption: YAML = ["ServerSideEncryptionByDefault": ["SSEAlgorithm": "AES256"]]
            let properties: YAML = [
                "BucketEncryption": ["ServerSideEncryptionConfiguration": [encryption]],
                "PublicAccessBlockConfiguration": [
                    "BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true,
                    "RestrictPublicBuckets": true,
                ],
            ]
            // Objects outlive the stack, as CloudFormation cannot delete a bucket that has some.
            let policies: YAML = [
                "Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain",
            ]
            parts.resources.append((id, policies.adding("Properties", properties)))
            parts.addOutput(ids.unused(id, "Name"), .tagged("Ref", id), description: "The bucket for \(handler).")
        case .table, .stream:
            let kind = if case .table = trigger.kind { "stream of the table" } else { "stream" }
            let parameter: YAML = [
                "Type": "String", "Description": .string("The ARN of the \(kind) for \(handler)."),
                "AllowedPattern": "arn:.+",
            ]
            parts.parameters.append((ids.id(.stream(handler)), parameter))
        case .schedule, .events: break
        }
    }

    private func add(_ queue: EventTrigger.Queue, to parts: inout SAMParts) {
        let id = ids.id(.queue(handler))
        let redrive: YAML = [
            "deadLetterTargetArn": ids.arn(.deadLetters(handler)),
            "maxReceiveCount": .integer(Deployment.maximumReceives),
        ]
        let properties: YAML = [
            "SqsManagedSseEnabled": true,
            "VisibilityTimeout": .integer(deployment.visibilityTimeout(of: queue)),
            "RedrivePolicy": redrive,
        ]
        parts.addDeletable(
            id,
            "AWS::SQS::Queue",
            properties: queue.isFIFO
                ? properties.adding("FifoQueue", true).adding("ContentBasedDeduplication", true) : properties
        )
        parts.addOutput(ids.unused(id, "Url"), .tagged("Ref", id), description: "The queue for \(handler).")
    }
}
