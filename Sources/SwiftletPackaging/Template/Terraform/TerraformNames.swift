/// The names of a configuration's resources.
///
/// A resource is named after its handler. A handler's slug has no consecutive hyphens, so that names with two underscores are
/// those of other resources.
struct TerraformNames: Sendable {
    private let slugs: [String: String]

    /// The maximum length of a slug, with which all names are within the limits of AWS.
    private static let slugLimit = 36
    /// The maximum length of the deployment's name.
    static let nameLimit = 23

    init(_ deployment: Deployment) {
        var slugs: [String: String] = [:]
        var used: Set<String> = []
        for handler in deployment.functions.flatMap({ [$0.handler] + $0.sources.map(\.handler) })
        where slugs[handler] == nil {
            let slug = Self.slug(handler, limit: Self.slugLimit)
            var unique = slug
            var number = 2
            while !used.insert(unique).inserted {
                unique = "\(slug.prefix(Self.slugLimit - 4))-\(number)"
                number += 1
            }
            slugs[handler] = unique
        }
        self.slugs = slugs
    }

    /// A text in lowercase letters, digits and single hyphens, which begins with a letter.
    static func slug(_ text: String, limit: Int) -> String {
        let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let slug = words.joined(separator: "-")
        let name = slug.first?.isLetter == true ? slug : "app-\(slug)"
        return name.prefix(limit).split(separator: "-").joined(separator: "-")
    }

    /// The part of a handler in the names that AWS shows.
    func slug(_ handler: String) -> String { slugs[handler] ?? Self.slug(handler, limit: Self.slugLimit) }

    /// The part of a handler in the names of the configuration.
    func identifier(_ handler: String) -> String { slug(handler).replacing("-", with: "_") }

    /// The address of a resource, such as `aws_sqs_queue.imports`.
    func address(_ resource: DeployedResource) -> String {
        switch resource {
        case .function(let handler): "aws_lambda_function.\(identifier(handler))"
        case .log(let handler): "aws_cloudwatch_log_group.\(identifier(handler))"
        case .failedEvents(let handler): "aws_sqs_queue.\(identifier(handler))__failed_events"
        case .queue(let handler): "aws_sqs_queue.\(identifier(handler))"
        case .deadLetters(let handler): "aws_sqs_queue.\(identifier(handler))__dead_letters"
        case .topic(let handler): "aws_sns_topic.\(identifier(handler))"
        case .bucket(let handler): "aws_s3_bucket.\(identifier(handler))"
        case .stream(let handler): "var.\(identifier(handler))_stream_arn"
        case .api: "aws_apigatewayv2_api.api"
        }
    }

    /// The ARN of a resource, followed by a suffix.
    func arn(_ resource: DeployedResource, suffix: String) -> YAML {
        switch resource {
        case .stream: .expression(address(resource))
        // The role writes to the streams of the log.
        case .log: .template("${\(address(resource)).arn}:*")
        default: .template("${\(address(resource)).arn}\(suffix)")
        }
    }

    func arn(_ resource: DeployedResource) -> YAML { arn(resource, suffix: "") }

    /// The name of a resource, as dimensions of metrics have it.
    func name(_ resource: DeployedResource) -> YAML {
        switch resource {
        case .function: .expression("\(address(resource)).function_name")
        case .api: .expression("\(address(resource)).id")
        default: .expression("\(address(resource)).name")
        }
    }
}
