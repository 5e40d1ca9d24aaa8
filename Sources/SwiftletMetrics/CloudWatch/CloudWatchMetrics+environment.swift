public import Swiftlet

extension CloudWatchMetrics {
    /// Creates a backend that is configured by environment variables, or returns `nil` if metrics are not configured.
    ///
    /// | variable | effect |
    /// |---|---|
    /// | `POWERTOOLS_METRICS_NAMESPACE` | the CloudWatch namespace; metrics are off without it |
    /// | `POWERTOOLS_SERVICE_NAME` | the dimension `service` of all metrics |
    /// | `POWERTOOLS_METRICS_DISABLED` | `true` turns metrics off |
    ///
    /// The names are those of Powertools for AWS Lambda. Where the log has the JSON format and its level is above `INFO`,
    /// lines have that level, because Lambda would otherwise drop them.
    ///
    /// - Parameters:
    ///   - environment: The environment. In a local run, lines are written to standard error like the log, because standard
    ///     output has the results of commands.
    ///   - dimensions: Further dimensions of all metrics.
    ///   - formats: The units and resolutions of metrics by label.
    ///   - output: The destination of the lines, or `nil` for the default.
    /// - Returns: The backend, or `nil` if no namespace is set, or metrics are disabled.
    /// - Throws: ``CloudWatchMetricsError`` with the name of a variable that has an invalid value.
    public static func configured(
        by environment: LaunchEnvironment,
        dimensions: [(String, String)] = [],
        formats: [String: MetricFormat] = [:],
        output: MetricOutput? = nil
    ) throws(CloudWatchMetricsError) -> CloudWatchMetrics? {
        func value(_ name: String) -> String? {
            guard let value = environment.variables[name], !value.isEmpty else { return nil }
            return value
        }
        guard let namespace = value(namespaceVariable) else { return nil }
        if let text = value(disabledVariable) {
            guard let isDisabled = boolean(text) else {
                throw CloudWatchMetricsError(.invalidVariable, "\(disabledVariable) must be true or false.")
            }
            if isDisabled { return nil }
        }
        if let fault = MetricNames.fault(ofNamespace: namespace) {
            throw CloudWatchMetricsError(.invalidVariable, "\(namespaceVariable) is invalid. \(fault)")
        }
        let service = value(serviceVariable).map { ("service", $0) }
        if let service, let fault = MetricNames.fault(of: [MetricDimension(service)]) {
            throw CloudWatchMetricsError(.invalidVariable, "\(serviceVariable) is invalid. \(fault)")
        }
        return try CloudWatchMetrics(
            namespace: namespace,
            dimensions: (service.map { [$0] } ?? []) + dimensions,
            formats: formats,
            output: output ?? (environment.isDeployed ? .standardOutput : .standardError),
            level: filteringLevel(environment.variables)
        )
    }

    private static let namespaceVariable = "POWERTOOLS_METRICS_NAMESPACE"
    private static let serviceVariable = "POWERTOOLS_SERVICE_NAME"
    private static let disabledVariable = "POWERTOOLS_METRICS_DISABLED"

    /// The values that Powertools accepts.
    private static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "1", "y", "yes", "t", "true", "on": true
        case "0", "n", "no", "f", "false", "off": false
        default: nil
        }
    }

    /// The level below which Lambda drops JSON lines, if it would drop those without a level, which count as `INFO`
    /// ("Log-level filtering" in the Lambda developer guide).
    private static func filteringLevel(_ variables: [String: String]) -> String? {
        guard variables["AWS_LAMBDA_LOG_FORMAT"]?.uppercased() == "JSON",
            let level = variables["AWS_LAMBDA_LOG_LEVEL"]?.uppercased()
        else { return nil }
        return ["WARN", "ERROR", "FATAL"].contains(level) ? level : nil
    }
}
