import Swiftlet

/// The resources of a function in a template: the function, its role and its log group, and those of its triggers.
struct FunctionResources {
    private let function: DeployedFunction
    private let deployment: Deployment
    private let ids: LogicalIDs
    private let rollbackAlarm: String?
    private let id: String
    private let role: String

    /// Assigns the logical IDs.
    ///
    /// - Parameters:
    ///   - function: The function.
    ///   - deployment: The deployment that contains it.
    ///   - ids: The logical IDs of the template.
    ///   - rollbackAlarm: The ID of the alarm that rolls back a gradual deployment; `nil` for a deployment at once.
    init(_ function: DeployedFunction, of deployment: Deployment, ids: LogicalIDs, rollbackAlarm: String?) {
        self.function = function
        self.deployment = deployment
        self.ids = ids
        self.rollbackAlarm = rollbackAlarm
        self.id = ids.id(.function(function.handler))
        self.role = ids.unused(function.handler, "Role")
    }

    /// Adds the resources and outputs to a template.
    func add(to parts: inout SAMParts) {
        parts.addDeletable(log, "AWS::Logs::LogGroup", properties: Self.logGroup(deployment.options))
        parts.add(role, "AWS::IAM::Role", properties: roleProperties)
        parts.add(id, "AWS::Serverless::Function", properties: functionProperties)
        let arn = YAML.tagged("GetAtt", "\(id).Arn")
        parts.addOutput(ids.unused(id, "Arn"), arn, description: "The function for \(function.handler).")
        if deployment.hasURL(function) {
            let url = YAML.tagged("GetAtt", "\(id)Url.FunctionUrl")
            parts.addOutput(ids.unused(id, "Url"), url, description: "The URL of \(function.handler).")
        }
        if function.isAsynchronous {
            let queue = ids.id(.failedEvents(function.handler))
            parts.addDeletable(queue, "AWS::SQS::Queue", properties: Self.deadLetterQueue(isFIFO: false))
        }
        for source in function.sources {
            TriggerResources(source, of: deployment, ids: ids).add(to: &parts)
        }
        let policy = deployment.bucketPermissions(of: function)
        if !policy.isEmpty {
            parts.add(
                ids.unused(function.handler, "BucketPolicy"),
                "AWS::IAM::Policy",
                properties: Self.policy("buckets", policy, ids: ids).adding("Roles", [.tagged("Ref", role)])
            )
        }
    }

    /// The alias of the version that receives the events, for a gradual deployment.
    static let alias = "live"

    private var log: String { ids.id(.log(function.handler)) }

    private var functionProperties: YAML {
        let options = deployment.options
        let events = function.sources.map { source in
            (LogicalNames.camelCased(source.handler), TriggerResources(source, of: deployment, ids: ids).event)
        }
        let url: YAML = [
            "AuthType": "NONE", "InvokeMode": options.streamsResponses ? "RESPONSE_STREAM" : "BUFFERED",
        ]
        let failures: YAML? =
            function.isAsynchronous
            ? ["Type": "SQS", "TargetArn": ids.arn(.failedEvents(function.handler))] : nil
        let gradual = rollbackAlarm.map { alarm -> YAML in
            ["Type": "Canary10Percent5Minutes", "Alarms": [.tagged("Ref", alarm)]]
        }
        let properties: YAML = [
            "Handler": .string(function.handler),
            "Role": .tagged("GetAtt", "\(role).Arn"),
            "LoggingConfig": ["LogFormat": "JSON", "LogGroup": .tagged("Ref", log)],
        ]
        return
            properties
            .adding("DeadLetterQueue", failures)
            .adding("FunctionUrlConfig", deployment.hasURL(function) ? url : nil)
            .adding("AutoPublishAlias", gradual == nil ? nil : .string(Self.alias))
            .adding("DeploymentPreference", gradual)
            .adding("Events", events.isEmpty ? nil : .map(events))
    }

    private var roleProperties: YAML {
        [
            "AssumeRolePolicyDocument": Permission.trust,
            "Policies": [Self.policy("function", deployment.permissions(of: function), ids: ids)],
        ]
    }

    private static func policy(_ name: String, _ permissions: [Permission], ids: LogicalIDs) -> YAML {
        let statements = permissions.map { $0.statement(ids.arn) }
        return ["PolicyName": .string(name), "PolicyDocument": Permission.policy(statements)]
    }

    static func logGroup(_ options: DeploymentOptions) -> YAML {
        ["RetentionInDays": .integer(options.logRetention)]
    }

    static func deadLetterQueue(isFIFO: Bool) -> YAML {
        (["SqsManagedSseEnabled": true, "MessageRetentionPeriod": .integer(Deployment.deadLetterRetention)] as YAML)
            .adding("FifoQueue", isFIFO ? true : nil)
    }
}
