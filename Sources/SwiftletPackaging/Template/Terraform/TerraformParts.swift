/// The blocks of a Terraform configuration that its resources are added to.
struct TerraformParts {
    var variables: [(name: String, value: YAML)] = []
    private(set) var outputs: [(name: String, value: YAML)] = []
    /// The resources of each type.
    private var types: [(name: String, resources: [(name: String, value: YAML)])] = []

    /// The resources, by type and name.
    var resources: YAML { .map(types.map { ($0.name, .map($0.resources)) }) }

    mutating func add(_ type: String, named name: String, _ arguments: YAML) {
        if let index = types.firstIndex(where: { $0.name == type }) {
            types[index].resources.append((name, arguments))
        } else {
            types.append((type, [(name, arguments)]))
        }
    }

    mutating func addOutput(_ name: String, _ expression: String, description: String) {
        // Terraform reads a description literally.
        outputs.append((name, ["description": .template(description), "value": .expression(expression)]))
    }

    /// Adds the permission of a service to invoke a function.
    mutating func addPermission(_ name: String, for function: String, to service: String, source: YAML) {
        add(
            "aws_lambda_permission",
            named: name,
            [
                "action": "lambda:InvokeFunction", "function_name": .expression("\(function).function_name"),
                "principal": .string("\(service).amazonaws.com"), "source_arn": source,
            ]
        )
    }
}
