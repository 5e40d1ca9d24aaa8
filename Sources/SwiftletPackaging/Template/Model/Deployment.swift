package import Swiftlet

/// What is deployed for an app on AWS, independent of the tool that deploys it: ``SAMTemplate`` or ``TerraformConfiguration``.
package struct Deployment: Sendable {
    let title: String
    let functions: [DeployedFunction]
    let variables: [EnvironmentVariable]
    let options: DeploymentOptions

    /// Creates the deployment of an app.
    ///
    /// - Parameters:
    ///   - app: The app.
    ///   - variables: The environment variables of its settings.
    ///   - options: Options that apply to all functions.
    /// - Throws: ``PackagingError`` if the options contradict each other, or the gateway cannot have the routes.
    package init(
        _ app: App,
        variables: [EnvironmentVariable],
        options: DeploymentOptions
    ) throws(PackagingError) {
        self.title = app.title
        self.functions = DeployedFunction.functions(of: app, isDivided: options.isDivided)
        self.variables = variables
        self.options = options
        if let fault { throw PackagingError(.invalidInput, fault) }
    }

    private var fault: String? {
        if options.gateway == .url, options.isDivided {
            return "--api url does not work with --per-endpoint: each function would have a URL of its own."
        }
        if options.gateway == .http, options.streamsResponses {
            return "An HTTP API does not stream responses. Use --stream with --api url or --api rest."
        }
        return options.gateway == .rest && options.isDivided ? gatewayDefinition.fault : nil
    }

    /// Advice for the user, or `nil`.
    package var notice: String? {
        guard !options.isInVPC, let variable = variables.first(where: { $0.name.contains("DATABASE") }) else {
            return nil
        }
        return "\(variable.name): a database that is only reachable in a VPC, such as Amazon RDS, requires --vpc."
    }

    /// Whether there is an API of API Gateway.
    var hasGateway: Bool { options.gateway != .url && functions.contains { $0.isRoutable } }

    /// Whether a function has a URL.
    func hasURL(_ function: DeployedFunction) -> Bool { options.gateway == .url && function.isRoutable }

    /// The routes of the API.
    var gatewayDefinition: GatewayDefinition {
        GatewayDefinition(
            functions: functions.filter(\.isRoutable),
            kind: options.gateway,
            streamsResponses: options.streamsResponses
        )
    }

    /// The values of environment variables that do not depend on settings.
    var constantVariables: [(name: String, value: String)] {
        options.streamsResponses ? [("SWIFTLET_INVOKE_MODE", "RESPONSE_STREAM")] : []
    }

    /// The visibility timeout of a queue in seconds.
    ///
    /// AWS recommends six times the function timeout plus the batching window.
    func visibilityTimeout(of queue: EventTrigger.Queue) -> Int { 6 * options.timeout + queue.batchingWindow }

    /// The number of receives after which a message is moved to the dead-letter queue.
    static let maximumReceives = 5

    /// The maximum retention period of a queue, 14 days in seconds, for dead letters.
    static let deadLetterRetention = 1_209_600
}

extension DeployedFunction {
    /// Whether the function responds to HTTP requests.
    var isRoutable: Bool { isDefaultRoute || !routes.isEmpty }

    /// Whether the platform invokes the function without waiting for its result, and retries failed events twice.
    var isAsynchronous: Bool {
        sources.contains {
            switch $0.trigger.kind {
            case .schedule, .topic, .bucket, .events: true
            case .queue, .table, .stream: false
            }
        }
    }

    /// Whether the function processes the records of a stream.
    var hasStream: Bool { sources.contains { $0.trigger.stream != nil } }
}

extension EventTrigger {
    /// The settings of the stream, or `nil` for other triggers.
    var stream: Stream? {
        switch kind {
        case .table(let stream), .stream(let stream): stream
        default: nil
        }
    }

    /// Whether failed records are sent to a dead-letter queue of the trigger.
    var hasDeadLetters: Bool {
        switch kind {
        case .queue, .table, .stream: true
        case .schedule, .topic, .bucket, .events: false
        }
    }

    /// Whether the trigger and its dead letters are ordered.
    var isFIFO: Bool {
        if case .queue(let queue) = kind { queue.isFIFO } else { false }
    }
}
