/// The logical IDs of a template's resources, parameters and outputs.
final class LogicalIDs {
    private var names = LogicalNames()
    private var ids: [DeployedResource: String] = [:]

    /// The ID of a resource, always the same.
    func id(_ resource: DeployedResource) -> String {
        if let id = ids[resource] { return id }
        let id =
            switch resource {
            case .function(let handler): names.name(handler, "Function")
            case .log(let handler): names.name(handler, "LogGroup")
            case .failedEvents(let handler): names.name(handler, "FailedEventQueue")
            case .queue(let handler): names.name(handler, "Queue")
            case .deadLetters(let handler): names.name(handler, "DeadLetterQueue")
            case .topic(let handler): names.name(handler, "Topic")
            case .bucket(let handler): names.name(handler, "Bucket")
            case .stream(let handler): names.name(handler, "StreamArn")
            case .api: names.name("Api")
            }
        ids[resource] = id
        return id
    }

    /// Returns an unused ID made of words.
    func unused(_ words: String...) -> String {
        names.name(words)
    }

    /// The ARN of a resource.
    func arn(_ resource: DeployedResource) -> YAML {
        arn(resource, suffix: "")
    }

    /// The ARN of a resource, followed by a suffix.
    func arn(_ resource: DeployedResource, suffix: String) -> YAML {
        let id = id(resource)
        return switch resource {
        // The reference of a topic is its ARN, and that of a parameter its value.
        case .topic, .stream: .tagged("Ref", id)
        default: suffix.isEmpty ? .tagged("GetAtt", "\(id).Arn") : .tagged("Sub", "${\(id).Arn}\(suffix)")
        }
    }

    /// The name of a resource, as dimensions of metrics have it.
    func name(_ resource: DeployedResource) -> YAML {
        let id = id(resource)
        return switch resource {
        case .queue, .deadLetters, .failedEvents: .tagged("GetAtt", "\(id).QueueName")
        default: .tagged("Ref", id)
        }
    }
}
