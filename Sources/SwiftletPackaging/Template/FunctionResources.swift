import Swiftlet

/// The resources of a function in a template: the function, its role, its log group and its queues.
struct FunctionResources: Sendable {
    private struct Queue: Sendable {
        let source: DeployedFunction.Source
        let settings: EventTrigger.Queue
        let name: String
        let deadLetters: String
    }

    private let function: DeployedFunction
    private let options: DeploymentTemplate.Options
    private let api: String?
    private let name: String
    private let role: String
    private let log: String
    /// The dead-letter queue for scheduled events.
    private let failures: String?
    private let queues: [Queue]
    private let schedules: [(source: DeployedFunction.Source, expression: String)]
    private let arnOutput: String
    private let urlOutputs: [String]

    /// Assigns the logical ids.
    init(
        _ function: DeployedFunction,
        api: String?,
        options: DeploymentTemplate.Options,
        names: inout LogicalNames
    ) {
        self.function = function
        self.options = options
        self.api = api
        self.name = names.name(function.handler, "Function")
        self.role = names.name(function.handler, "Role")
        self.log = names.name(function.handler, "LogGroup")
        var queues: [Queue] = []
        var schedules: [(DeployedFunction.Source, String)] = []
        for source in function.sources {
            switch source.source.kind {
            case .schedule(let expression):
                schedules.append((source, expression))
            case .queue(let settings):
                let name = names.name(source.handler, "Queue")
                let deadLetters = names.name(source.handler, "DeadLetterQueue")
                queues.append(Queue(source: source, settings: settings, name: name, deadLetters: deadLetters))
            }
        }
        self.queues = queues
        self.schedules = schedules
        self.failures = schedules.isEmpty ? nil : names.name(function.handler, "FailedEventQueue")
        self.arnOutput = names.name(name, "Arn")
        self.urlOutputs = queues.map { names.name($0.name, "Url") }
    }

    /// Adds the resources and outputs to a template.
    func add(to resources: inout [(name: String, value: YAML)], _ outputs: inout [(name: String, value: YAML)]) {
        resources.append((log, DeploymentTemplate.logGroup))
        resources.append((role, rolePart))
        resources.append((name, functionPart))
        outputs.append(
            (arnOutput, ["Description": .string("The function for \(function.handler)."), "Value": .arn(of: name)])
        )
        for (queue, output) in zip(queues, urlOutputs) {
            resources.append((queue.deadLetters, Self.deadLetterQueue))
            resources.append((queue.name, queuePart(queue)))
            let description = "The queue for \(queue.source.handler)."
            outputs.append((output, ["Description": .string(description), "Value": .tagged("Ref", queue.name)]))
        }
        if let failures { resources.append((failures, Self.deadLetterQueue)) }
    }

    private var functionPart: YAML {
        let events = self.events
        let deadLetters: YAML? = failures.map { ["Type": "SQS", "TargetArn": .arn(of: $0)] }
        return [
            "Type": "AWS::Serverless::Function",
            "Properties":
                ([
                    "Handler": .string(function.handler),
                    "Role": .arn(of: role),
                    "LoggingConfig": ["LogFormat": "JSON", "LogGroup": .tagged("Ref", log)],
                ] as YAML)
                .adding("DeadLetterQueue", deadLetters)
                .adding("Events", events.isEmpty ? nil : .map(events)),
        ]
    }

    private var events: [(name: String, value: YAML)] {
        var names = LogicalNames()
        var events: [(name: String, value: YAML)] = []
        if let api {
            for route in function.routes {
                let properties: YAML = [
                    "ApiId": .tagged("Ref", api), "Method": .string(route.method), "Path": .string(route.path),
                    "PayloadFormatVersion": "2.0",
                ]
                let name = names.name(route.method, route.path)
                events.append((name, ["Type": "HttpApi", "Properties": properties]))
            }
            if function.isDefaultRoute {
                // A route without a method and a path is the default route.
                let properties: YAML = ["ApiId": .tagged("Ref", api), "PayloadFormatVersion": "2.0"]
                events.append((names.name("Others"), ["Type": "HttpApi", "Properties": properties]))
            }
        }
        for (source, expression) in schedules {
            let properties: YAML = ["Schedule": .string(expression)]
            events.append((names.name(source.handler), ["Type": "Schedule", "Properties": properties]))
        }
        for queue in queues {
            var properties: YAML = [
                "Queue": .arn(of: queue.name), "BatchSize": .integer(queue.settings.batchSize),
            ]
            if queue.settings.batchingWindow > 0 {
                properties = properties.adding(
                    "MaximumBatchingWindowInSeconds",
                    .integer(queue.settings.batchingWindow)
                )
            }
            if queue.settings.reportsBatchItemFailures {
                properties = properties.adding("FunctionResponseTypes", ["ReportBatchItemFailures"])
            }
            let scaling = queue.settings.maximumConcurrency.map { ["MaximumConcurrency": .integer($0)] as YAML }
            properties = properties.adding("ScalingConfig", scaling)
            events.append((names.name(queue.source.handler), ["Type": "SQS", "Properties": properties]))
        }
        return events
    }

    /// The least-privilege role: log, traces and queues.
    private var rolePart: YAML {
        var statements: [YAML] = [
            Self.allow(["logs:CreateLogStream", "logs:PutLogEvents"], on: .arn(of: log)),
            Self.allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], on: "*")
                .adding("Sid", "TracesHaveNoNamesToListHere"),
        ]
        for queue in queues {
            let actions: YAML = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
            statements.append(Self.allow(actions, on: .arn(of: queue.name)))
        }
        if let failures { statements.append(Self.allow(["sqs:SendMessage"], on: .arn(of: failures))) }
        let trust: YAML = [
            "Effect": "Allow", "Principal": ["Service": "lambda.amazonaws.com"], "Action": "sts:AssumeRole",
        ]
        return [
            "Type": "AWS::IAM::Role",
            "Properties": [
                "AssumeRolePolicyDocument": ["Version": "2012-10-17", "Statement": [trust]],
                "Policies": [
                    [
                        "PolicyName": "function",
                        "PolicyDocument": ["Version": "2012-10-17", "Statement": .list(statements)],
                    ]
                ],
            ],
        ]
    }

    private func queuePart(_ queue: Queue) -> YAML {
        [
            "Type": "AWS::SQS::Queue",
            "DeletionPolicy": "Delete",
            "UpdateReplacePolicy": "Delete",
            "Properties": [
                "SqsManagedSseEnabled": true,
                // AWS recommends six times the function timeout plus the batching window.
                "VisibilityTimeout": .integer(6 * options.timeout + queue.settings.batchingWindow),
                "RedrivePolicy": ["deadLetterTargetArn": .arn(of: queue.deadLetters), "maxReceiveCount": 5],
            ],
        ]
    }

    /// A dead-letter queue with the maximum retention period, 14 days.
    private static let deadLetterQueue: YAML = [
        "Type": "AWS::SQS::Queue",
        "DeletionPolicy": "Delete",
        "UpdateReplacePolicy": "Delete",
        "Properties": ["SqsManagedSseEnabled": true, "MessageRetentionPeriod": 1_209_600],
    ]

    private static func allow(_ actions: YAML, on resource: YAML) -> YAML {
        ["Effect": "Allow", "Action": actions, "Resource": resource]
    }
}

extension YAML {
    /// A reference to the ARN of a resource.
    fileprivate static func arn(of name: String) -> YAML { .tagged("GetAtt", "\(name).Arn") }
}
