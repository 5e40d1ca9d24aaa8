import Swiftlet

/// An AWS SAM template for an app, see
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html.
package struct SAMTemplate: Sendable {
    let deployment: Deployment

    /// Creates the template of a deployment.
    package init(_ deployment: Deployment) {
        self.deployment = deployment
    }

    /// The YAML document.
    var document: YAML { describe().document }

    /// The text of the YAML document.
    package var text: String { document.text }

    /// The number of resources after the SAM transform.
    package var resourceCount: ResourceCount { ResourceCount(deployment, listed: describe().resources) }

    /// The maximum length of a description.
    private static let descriptionLimit = 1000

    private func describe() -> (document: YAML, resources: Int) {
        let ids = LogicalIDs()
        var parts = SAMParts()
        let variables = deployment.variables.map { variable in
            let id = ids.unused(variable.name)
            parts.parameters.append((id, Self.parameter(variable)))
            return (name: variable.name, value: YAML.tagged("Ref", id))
        }
        let network = deployment.options.isInVPC ? network(ids: ids, parts: &parts) : nil
        if deployment.hasGateway { GatewayResources(deployment, ids: ids).add(to: &parts) }
        let alarms = AlarmResources(deployment, ids: ids)
        for function in deployment.functions {
            let rollback = deployment.options.isGradual ? alarms.id(of: .errors(of: function)) : nil
            FunctionResources(function, of: deployment, ids: ids, rollbackAlarm: rollback).add(to: &parts)
        }
        alarms.add(to: &parts)
        parts.tag(deployment.options.tags)
        let constants = deployment.constantVariables.map { (name: $0.name, value: YAML.string($0.value)) }
        let document: YAML = [
            "AWSTemplateFormatVersion": "2010-09-09",
            "Transform": "AWS::Serverless-2016-10-31",
            "Description": .string(String(deployment.title.prefix(Self.descriptionLimit))),
        ]
        return (
            document
                .adding("Parameters", parts.parameters.isEmpty ? nil : .map(parts.parameters))
                .adding("Globals", globals(variables + constants, network: network))
                .adding("Resources", .map(parts.resources))
                .adding("Outputs", .map(parts.outputs)),
            parts.resources.count
        )
    }

    private func globals(_ variables: [(name: String, value: YAML)], network: YAML?) -> YAML {
        let options = deployment.options
        let function: YAML = [
            "Runtime": "provided.al2023",
            "Architectures": [.string(options.architecture)],
            "CodeUri": .string(options.package),
            "MemorySize": .integer(options.memory),
            "Timeout": .integer(options.timeout),
            "Tracing": "Active",
        ]
        return [
            "Function":
                function
                .adding("Environment", variables.isEmpty ? nil : ["Variables": .map(variables)])
                .adding("VpcConfig", network)
        ]
    }

    /// Adds the parameters for the network of the functions, and returns its configuration.
    private func network(ids: LogicalIDs, parts: inout SAMParts) -> YAML {
        let subnets = ids.unused("SubnetIds")
        let groups = ids.unused("SecurityGroupIds")
        parts.parameters.append(
            (subnets, ["Type": "List<AWS::EC2::Subnet::Id>", "Description": "The subnets of the functions."])
        )
        let summary = "The security groups of the functions, which the database must allow."
        parts.parameters.append(
            (groups, ["Type": "List<AWS::EC2::SecurityGroup::Id>", "Description": .string(summary)])
        )
        return ["SubnetIds": .tagged("Ref", subnets), "SecurityGroupIds": .tagged("Ref", groups)]
    }

    private static func parameter(_ variable: EnvironmentVariable) -> YAML {
        (["Type": "String", "Description": .string(variable.summary)] as YAML)
            .adding("NoEcho", variable.isSecret ? true : nil)
            .adding("MinLength", variable.minimumLength > 0 ? .integer(variable.minimumLength) : nil)
            .adding("Default", variable.defaultValue.map(YAML.string))
    }
}
