import Swiftlet

/// An action that a function's role allows.
struct Permission: Sendable, Hashable {
    /// The resources of a permission.
    enum Scope: Sendable, Hashable {
        /// One resource.
        case resource(DeployedResource)
        /// The objects of a bucket.
        case objects(of: DeployedResource)
        /// All resources, for actions that cannot be restricted.
        case all
    }

    let actions: [String]
    let scope: Scope

    init(_ actions: [String], on scope: Scope) {
        self.actions = actions
        self.scope = scope
    }

    /// The IAM statement.
    ///
    /// - Parameter arn: Returns the ARN of a resource, followed by a suffix.
    /// - Returns: The statement.
    func statement(_ arn: (DeployedResource, _ suffix: String) -> YAML) -> YAML {
        let resource =
            switch scope {
            case .resource(let resource): arn(resource, "")
            case .objects(let bucket): arn(bucket, "/*")
            case .all: "*" as YAML
            }
        return ["Effect": "Allow", "Action": .list(actions.map(YAML.string)), "Resource": resource]
    }

    /// An IAM policy.
    static func policy(_ statements: [YAML]) -> YAML {
        ["Version": "2012-10-17", "Statement": .list(statements)]
    }

    /// The policy that allows Lambda to assume a role.
    static let trust = policy([
        ["Effect": "Allow", "Principal": ["Service": "lambda.amazonaws.com"], "Action": "sts:AssumeRole"]
    ])
}

extension Deployment {
    /// The least-privilege permissions of a function: its log, traces, queues and streams.
    func permissions(of function: DeployedFunction) -> [Permission] {
        var permissions = [
            Permission(["logs:CreateLogStream", "logs:PutLogEvents"], on: .resource(.log(function.handler))),
            Permission(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], on: .all),
        ]
        if options.isInVPC {
            let actions =
                ["CreateNetworkInterface", "DescribeNetworkInterfaces", "DescribeSubnets"]
                + ["DeleteNetworkInterface", "AssignPrivateIpAddresses", "UnassignPrivateIpAddresses"]
            permissions.append(Permission(actions.map { "ec2:\($0)" }, on: .all))
        }
        for source in function.sources {
            let name = source.handler
            switch source.trigger.kind {
            case .queue:
                let actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
                permissions.append(Permission(actions, on: .resource(.queue(name))))
            case .table:
                let actions = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]
                permissions.append(Permission(actions, on: .resource(.stream(name))))
                permissions.append(Permission(["dynamodb:ListStreams"], on: .all))
            case .stream:
                let actions = [
                    "DescribeStream", "DescribeStreamSummary", "GetRecords", "GetShardIterator", "ListShards",
                ]
                permissions.append(Permission(actions.map { "kinesis:\($0)" }, on: .resource(.stream(name))))
            case .schedule, .topic, .bucket, .events: break
            }
            if source.trigger.stream != nil {
                permissions.append(Permission(["sqs:SendMessage"], on: .resource(.deadLetters(name))))
            }
        }
        if function.isAsynchronous {
            permissions.append(Permission(["sqs:SendMessage"], on: .resource(.failedEvents(function.handler))))
        }
        return permissions
    }

    /// The permissions for the contents of a function's buckets.
    ///
    /// They are a policy of their own: a bucket depends on the function that it notifies, and so on the function's role.
    func bucketPermissions(of function: DeployedFunction) -> [Permission] {
        function.sources.compactMap { source in
            guard case .bucket = source.trigger.kind else { return nil }
            return Permission(["s3:GetObject"], on: .objects(of: .bucket(source.handler)))
        }
    }
}
