import Swiftlet

/// The resources of a function in a Terraform configuration: the function, its role and its log, and those of its triggers.
struct TerraformFunction {
    private let function: DeployedFunction
    private let deployment: Deployment
    private let names: TerraformNames
    /// The name of the resources.
    private let name: String
    private let address: String

    init(_ function: DeployedFunction, of deployment: Deployment, names: TerraformNames) {
        self.function = function
        self.deployment = deployment
        self.names = names
        self.name = names.identifier(function.handler)
        self.address = names.address(.function(function.handler))
    }

    /// The name of the function in AWS.
    private var fullName: String { "${var.name}-\(names.slug(function.handler))" }

    /// Adds the resources and outputs to a configuration.
    func add(to parts: inout TerraformParts) {
        parts.add(
            "aws_cloudwatch_log_group",
            named: name,
            [
                "name": .template("/aws/lambda/\(fullName)"),
                "retention_in_days": .integer(deployment.options.logRetention),
            ]
        )
        parts.add(
            "aws_iam_role",
            named: name,
            ["name": .template(fullName), "assume_role_policy": Permission.trust.terraformText]
        )
        addPolicy("function", deployment.permissions(of: function), to: &parts)
        parts.add("aws_lambda_function", named: name, arguments)
        parts.addOutput("\(name)_function_arn", "\(address).arn", description: "The function for \(function.handler).")
        if deployment.hasURL(function) { addURL(to: &parts) }
        if function.isAsynchronous {
            parts.add(
                "aws_sqs_queue",
                named: "\(name)__failed_events",
                [
                    "name": .template("\(fullName)-failed-events"), "sqs_managed_sse_enabled": true,
                    "message_retention_seconds": .integer(Deployment.deadLetterRetention),
                ]
            )
        }
        for source in function.sources {
            TerraformTrigger(source, of: function, in: deployment, names: names).add(to: &parts)
        }
        addPolicy("buckets", deployment.bucketPermissions(of: function), to: &parts)
    }

    private func addPolicy(_ suffix: String, _ permissions: [Permission], to parts: inout TerraformParts) {
        guard !permissions.isEmpty else { return }
        let policy = Permission.policy(permissions.map { $0.statement(names.arn) })
        parts.add(
            "aws_iam_role_policy",
            named: "\(name)__\(suffix)",
            ["name": .string(suffix), "role": .expression("aws_iam_role.\(name).id"), "policy": policy.terraformText]
        )
    }

    private var arguments: YAML {
        let options = deployment.options
        let variables =
            deployment.variables.map { ($0.name, .expression("var.\(TerraformConfiguration.identifier($0.name))")) }
            + deployment.constantVariables.map { ($0.name, YAML.string($0.value)) }
        let arguments: YAML = [
            "function_name": .template(fullName),
            "role": .expression("aws_iam_role.\(name).arn"),
            "filename": .expression("local.package"),
            "source_code_hash": .expression("filebase64sha256(local.package)"),
            "runtime": "provided.al2023",
            "handler": .string(function.handler),
            "architectures": [.string(options.architecture)],
            "memory_size": .integer(options.memory),
            "timeout": .integer(options.timeout),
            "tracing_config": ["mode": "Active"],
            "logging_config": [
                "log_format": "JSON", "log_group": .expression("aws_cloudwatch_log_group.\(name).name"),
            ],
            "depends_on": [.string("aws_iam_role_policy.\(name)__function")],
        ]
        let network: YAML = [
            "subnet_ids": .expression("var.subnet_ids"), "security_group_ids": .expression("var.security_group_ids"),
        ]
        let failures: YAML? =
            function.isAsynchronous ? ["target_arn": names.arn(.failedEvents(function.handler))] : nil
        return
            arguments
            .adding("environment", variables.isEmpty ? nil : ["variables": .map(variables)])
            .adding("vpc_config", options.isInVPC ? network : nil)
            .adding("dead_letter_config", failures)
    }

    private func addURL(to parts: inout TerraformParts) {
        let functionName = YAML.expression("\(address).function_name")
        parts.add(
            "aws_lambda_function_url",
            named: name,
            [
                "function_name": functionName, "authorization_type": "NONE",
                "invoke_mode": deployment.options.streamsResponses ? "RESPONSE_STREAM" : "BUFFERED",
            ]
        )
        // A public URL requires both permissions.
        parts.add(
            "aws_lambda_permission",
            named: "\(name)__url",
            [
                "action": "lambda:InvokeFunctionUrl", "function_name": functionName, "principal": "*",
                "function_url_auth_type": "NONE",
            ]
        )
        parts.add(
            "aws_lambda_permission",
            named: "\(name)__url_invocation",
            [
                "action": "lambda:InvokeFunction", "function_name": functionName, "principal": "*",
                "invoked_via_function_url": true,
            ]
        )
        let url = "aws_lambda_function_url.\(name).function_url"
        parts.addOutput("\(name)_url", url, description: "The URL of \(function.handler).")
    }
}
