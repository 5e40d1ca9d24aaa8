/// A CloudWatch alarm on a metric of a deployed resource.
struct Alarm: Sendable, Hashable {
    /// The words of the alarm's name.
    let words: [String]
    let summary: String
    let namespace: String
    let metric: String
    /// The resource whose name is the value of the dimension.
    let resource: DeployedResource
    /// The name of the metric's dimension.
    let dimension: String
    let statistic: String
    /// The value from which on the alarm is raised.
    let threshold: Int
}

extension Alarm {
    /// The period in seconds over which a metric is aggregated.
    static let period = 60

    /// The alarm for failed invocations, which also rolls back a gradual deployment.
    static func errors(of function: DeployedFunction) -> Alarm {
        let summary = "Invocations of \(function.handler) failed."
        return Alarm(of: function, "Errors", summary: summary, statistic: "Sum", threshold: 1)
    }

    fileprivate init(
        of function: DeployedFunction,
        _ metric: String,
        summary: String,
        statistic: String,
        threshold: Int
    ) {
        self.init(
            words: [function.handler, metric],
            summary: summary,
            namespace: "AWS/Lambda",
            metric: metric,
            resource: .function(function.handler),
            dimension: "FunctionName",
            statistic: statistic,
            threshold: threshold
        )
    }

    /// The alarm for messages in a dead-letter queue.
    fileprivate static func deadLetters(_ queue: DeployedResource, of handler: String) -> Alarm {
        Alarm(
            words: [handler, "dead letters"],
            summary: "Events of \(handler) could not be processed, and are in the dead-letter queue.",
            namespace: "AWS/SQS",
            metric: "ApproximateNumberOfMessagesVisible",
            resource: queue,
            dimension: "QueueName",
            statistic: "Maximum",
            threshold: 1
        )
    }
}

extension Deployment {
    /// The alarms of the deployment.
    var alarms: [Alarm] {
        guard options.hasAlarms else { return options.isGradual ? functions.map(Alarm.errors) : [] }
        return functions.flatMap(alarms) + (hasGateway ? [gatewayAlarm] : [])
    }

    /// The maximum age of a stream's records in milliseconds, five minutes.
    private static let maximumIteratorAge = 300_000

    private func alarms(of function: DeployedFunction) -> [Alarm] {
        let name = function.handler
        // 80 percent of the timeout in milliseconds.
        let duration = options.timeout * 800
        var alarms = [
            .errors(of: function),
            Alarm(
                of: function,
                "Throttles",
                summary: "Invocations of \(name) exceed the concurrency limit.",
                statistic: "Sum",
                threshold: 1
            ),
            Alarm(
                of: function,
                "Duration",
                summary: "An invocation of \(name) took more than 80 percent of the timeout.",
                statistic: "Maximum",
                threshold: duration
            ),
        ]
        if function.hasStream {
            alarms.append(
                Alarm(
                    of: function,
                    "IteratorAge",
                    summary: "\(name) processes records of a stream more than five minutes after they were written.",
                    statistic: "Maximum",
                    threshold: Self.maximumIteratorAge
                )
            )
        }
        if hasURL(function) {
            alarms.append(
                Alarm(
                    of: function,
                    "Url5xxCount",
                    summary: "The function URL of \(name) returned server errors.",
                    statistic: "Sum",
                    threshold: 1
                )
            )
        }
        if function.isAsynchronous { alarms.append(.deadLetters(.failedEvents(name), of: name)) }
        return alarms
            + function.sources.filter(\.trigger.hasDeadLetters)
            .map {
                .deadLetters(.deadLetters($0.handler), of: $0.handler)
            }
    }

    private var gatewayAlarm: Alarm {
        Alarm(
            words: ["api", "server errors"],
            summary: "The API returned server errors.",
            namespace: "AWS/ApiGateway",
            metric: options.gateway == .http ? "5xx" : "5XXError",
            resource: .api,
            dimension: options.gateway == .http ? "ApiId" : "ApiName",
            statistic: "Sum",
            threshold: 1
        )
    }
}
