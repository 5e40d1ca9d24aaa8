/// The sections of a template that its resources are added to.
struct SAMParts {
    var parameters: [(name: String, value: YAML)] = []
    var resources: [(name: String, value: YAML)] = []
    var outputs: [(name: String, value: YAML)] = []

    mutating func add(_ id: String, _ type: String, properties: YAML) {
        resources.append((id, ["Type": .string(type), "Properties": properties]))
    }

    /// Adds a resource that is deleted with the stack.
    mutating func addDeletable(_ id: String, _ type: String, properties: YAML) {
        let policies: YAML = ["Type": .string(type), "DeletionPolicy": "Delete", "UpdateReplacePolicy": "Delete"]
        resources.append((id, policies.adding("Properties", properties)))
    }

    mutating func addOutput(_ id: String, _ value: YAML, description: String) {
        outputs.append((id, ["Description": .string(description), "Value": value]))
    }

    /// Adds tags to all resources that can have tags.
    mutating func tag(_ tags: [DeploymentOptions.Tag]) {
        guard !tags.isEmpty else { return }
        let map = YAML.map(tags.map { ($0.name, .string($0.value)) })
        let list = YAML.list(tags.map { ["Key": .string($0.name), "Value": .string($0.value)] })
        for index in resources.indices {
            guard case .map(let members) = resources[index].value,
                case .string(let type)? = members.first(where: { $0.name == "Type" })?.value
            else { continue }
            let value: YAML? =
                switch type {
                case "AWS::Serverless::Function", "AWS::Serverless::HttpApi", "AWS::Serverless::Api": map
                case "AWS::IAM::Role", "AWS::Logs::LogGroup", "AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::S3::Bucket",
                    "AWS::CloudWatch::Alarm":
                    list
                default: nil
                }
            resources[index].value = resources[index].value.updating("Properties") { $0.adding("Tags", value) }
        }
    }
}
