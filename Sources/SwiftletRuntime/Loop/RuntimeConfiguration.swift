/// The runtime's configuration from environment variables, except for the runtime API's address.
package struct RuntimeConfiguration: Hashable, Sendable {
    /// The name of the handler to run; `app` is the whole app.
    package var handlerName = "app"
    /// The maximum number of concurrent invocations.
    package var maxConcurrency = 1
    /// Whether the process is restored from a snapshot (SnapStart).
    package var isSnapStarted = false
    /// Whether responses may be streamed.
    package var streamsResponses = false
    /// The maximum time before its deadline at which an invocation is cancelled.
    package var deadlineMargin: Duration = .milliseconds(100)
    /// Log messages about adjusted values.
    package var warnings: [String] = []

    /// Reads the configuration from environment variables; missing or empty ones have their default.
    ///
    /// - Parameters:
    ///   - variables: The environment variables.
    ///   - descriptorLimit: The process's limit of open descriptors. Each concurrent invocation needs one for its
    ///     connection to the runtime API.
    /// - Throws: ``EnvironmentError`` for an invalid value.
    package init(_ variables: [String: String] = [:], descriptorLimit: Int = .max) throws(EnvironmentError) {
        func value(_ key: String) -> String? {
            guard let value = variables[key], !value.isEmpty else { return nil }
            return value
        }
        if let name = value(EnvironmentKey.handler) { handlerName = name }
        isSnapStarted = value(EnvironmentKey.initializationType) == "snap-start"
        if let text = value(EnvironmentKey.maxConcurrency) {
            guard let number = Int(text), number >= 1 else {
                throw EnvironmentError(
                    .malformed,
                    "\(EnvironmentKey.maxConcurrency) is \"\(text)\": it must be an integer between 1 and "
                        + "\(Self.concurrencyLimit)."
                )
            }
            // The platform permits fewer concurrent polls than its maximum.
            let descriptorBound = max(1, descriptorLimit - Self.reservedDescriptors)
            maxConcurrency = min(number, Self.concurrencyLimit, descriptorBound)
            if maxConcurrency < number {
                let reason =
                    descriptorBound < Self.concurrencyLimit
                    ? "the process may open \(descriptorLimit) descriptors" : "the limit is \(Self.concurrencyLimit)"
                warnings.append("\(EnvironmentKey.maxConcurrency) is \(number), using \(maxConcurrency): \(reason).")
            }
        }
        switch value(EnvironmentKey.invokeMode)?.uppercased() {
        case nil, "BUFFERED":
            break
        case "RESPONSE_STREAM":
            streamsResponses = true
        case .some(let text):
            throw EnvironmentError(
                .malformed,
                "\(EnvironmentKey.invokeMode) is \"\(text)\": it must be BUFFERED or RESPONSE_STREAM."
            )
        }
        if let text = value(EnvironmentKey.logSampleRate), RuntimeLogHandler.Output.sampleRate(text) == nil {
            warnings.append(
                "\(EnvironmentKey.logSampleRate) is \"\(text)\", ignoring it: it must be a number from 0 to 1."
            )
        }
        if let text = value(EnvironmentKey.deadlineMargin) {
            guard let number = Int(text), 0...60_000 ~= number else {
                throw EnvironmentError(
                    .malformed,
                    "\(EnvironmentKey.deadlineMargin) is \"\(text)\": it must be an integer between 0 and 60000."
                )
            }
            deadlineMargin = .milliseconds(number)
        }
    }

    /// The platform's own limit, `PerExecutionEnvironmentMaxConcurrency` of
    /// [CapacityProviderConfig](https://docs.aws.amazon.com/lambda/latest/api/API_LambdaManagedInstancesCapacityProviderConfig.html).
    private static let concurrencyLimit = 1600
    /// Descriptors reserved for everything other than the runtime API: the log, databases, outbound requests.
    private static let reservedDescriptors = 224
}
