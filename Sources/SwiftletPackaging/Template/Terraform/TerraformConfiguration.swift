import Swiftlet

/// A Terraform configuration for an app, in JSON syntax
/// (https://developer.hashicorp.com/terraform/language/syntax/json).
package struct TerraformConfiguration: Sendable {
    let deployment: Deployment

    /// Creates the configuration of a deployment.
    ///
    /// - Throws: ``PackagingError`` for a gradual deployment, which Terraform does not support.
    package init(_ deployment: Deployment) throws(PackagingError) {
        if deployment.options.isGradual {
            throw PackagingError(
                .invalidInput,
                "--gradual does not work with --terraform, which cannot shift traffic between versions. Use the SAM template."
            )
        }
        self.deployment = deployment
    }

    /// The text of the JSON document, for a file such as `main.tf.json`.
    package var text: String { String(decoding: document.terraform.serialized(pretty: true), as: UTF8.self) + "\n" }

    /// The oldest version of the AWS provider with all arguments.
    private static let provider = ">= 6.28"

    private var document: YAML {
        let options = deployment.options
        let names = TerraformNames(deployment)
        var parts = TerraformParts()
        parts.variables.append(("name", Self.nameVariable(for: deployment.title)))
        parts.variables += deployment.variables.map { (Self.identifier($0.name), Self.variable($0)) }
        if options.isInVPC {
            let network = [("subnet_ids", "The subnets"), ("security_group_ids", "The security groups")]
            parts.variables += network.map { name, summary in
                (name, ["type": "list(string)", "description": .template("\(summary) of the functions.")])
            }
        }
        for function in deployment.functions {
            TerraformFunction(function, of: deployment, names: names).add(to: &parts)
        }
        if deployment.hasGateway { TerraformGateway(deployment, names: names).add(to: &parts) }
        TerraformAlarms(deployment, names: names).add(to: &parts)
        let tags = YAML.map(options.tags.map { ($0.name, .string($0.value)) })
        return
            ([
                "terraform": [
                    "required_version": ">= 1.5",
                    "required_providers": ["aws": ["source": "hashicorp/aws", "version": .string(Self.provider)]],
                ],
                "provider": ["aws": options.tags.isEmpty ? [:] : ["default_tags": ["tags": tags]]],
                "variable": .map(parts.variables),
                "locals": ["package": Self.path(options.package)],
                "data": [
                    "aws_caller_identity": ["current": [:]], "aws_partition": ["current": [:]],
                    "aws_region": ["current": [:]],
                ],
                "resource": parts.resources,
            ] as YAML)
            .adding("output", parts.outputs.isEmpty ? nil : .map(parts.outputs))
    }

    /// The path of the package, which is relative to the configuration.
    private static func path(_ package: String) -> YAML {
        guard !package.hasPrefix("/"), case .string(let literal) = YAML.string(package).terraform else {
            return .string(package)
        }
        return .template("${path.module}/\(literal)")
    }

    /// The name of the variable for an environment variable.
    static func identifier(_ name: String) -> String { name.lowercased() }

    // Terraform reads the description and the default of a variable literally.

    private static func nameVariable(for title: String) -> YAML {
        let limit = TerraformNames.nameLimit
        return [
            "type": "string",
            "description": "The prefix of the names of all resources.",
            "default": .template(TerraformNames.slug(title, limit: limit)),
            "validation": [
                "condition": .template("${can(regex(\"^[a-z][a-z0-9-]{0,\(limit - 1)}$\", var.name))}"),
                "error_message": .string(
                    "The name must have at most \(limit) lowercase letters, digits and hyphens, and begin with a letter."
                ),
            ],
        ]
    }

    private static func variable(_ variable: EnvironmentVariable) -> YAML {
        let name = identifier(variable.name)
        let minimum = variable.minimumLength
        let validation: YAML = [
            "condition": .expression("length(var.\(name)) >= \(minimum)"),
            "error_message": .string("\(variable.name) must have at least \(minimum) characters."),
        ]
        return (["type": "string", "description": .template(variable.summary)] as YAML)
            .adding("sensitive", variable.isSecret ? true : nil)
            .adding("default", variable.defaultValue.map(YAML.template))
            .adding("validation", minimum > 0 ? validation : nil)
    }
}
