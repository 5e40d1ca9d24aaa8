/// What the environment tells the runtime, apart from where the runtime API is.
package struct RuntimeConfiguration: Hashable, Sendable {
    /// The handler to run: `app` for the whole app.
    package var handlerName = "app"
    /// How many invocations may run at once.
    package var maxConcurrency = 1
    /// Whether the process is to be restored from a snapshot.
    package var isSnapStarted = false
    /// Whether answers may be streamed.
    package var streamsResponses = false
    /// How long before its deadline an invocation is cancelled, at most.
    package var deadlineMargin: Duration = .milliseconds(100)
    /// Values that were adjusted, each in a sentence for the log.
    package var warnings: [String] = []

    /// Reads the environment.
    ///
    /// Missing or empty variables have their default.
    ///
    /// - Parameters:
    ///   - variables: the environment variables.
    ///   - descriptorLimit: how many descriptors the process may open. Each concurrent invocation needs one for its
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
                        + "\(Self.mostConcurrency)."
                )
            }
            // To poll for fewer events than the platform allows is legal.
            let room = max(1, descriptorLimit - Self.otherDescriptors)
            maxConcurrency = min(number, Self.mostConcurrency, room)
            if maxConcurrency < number {
                let reason =
                    room < Self.mostConcurrency
                    ? "the process may open \(descriptorLimit) descriptors" : "the limit is \(Self.mostConcurrency)"
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
                "\(EnvironmentKey.invokeMode) is \"\(text)\": it is to be BUFFERED or RESPONSE_STREAM."
            )
        }
        if let text = value(EnvironmentKey.deadlineMargin) {
            guard let number = Int(text), 0...60_000 ~= number else {
                throw EnvironmentError(
                    .malformed,
                    "\(EnvironmentKey.deadlineMargin) is \"\(text)\": it is to be a number from 0 to 60000."
                )
            }
            deadlineMargin = .milliseconds(number)
        }
    }

    /// The platform's own limit, `PerExecutionEnvironmentMaxConcurrency` of
    /// [CapacityProviderConfig](https://docs.aws.amazon.com/lambda/latest/api/API_LambdaManagedInstancesCapacityProviderConfig.html).
    private static let mostConcurrency = 1600
    /// Descriptors that remain for everything but the runtime API: the log, databases, outbound requests.
    private static let otherDescriptors = 224
}

/// How often and how fast a call is tried again that never reached the runtime API.
package struct RetryPolicy: Hashable, Sendable {
    /// How many failures in a row are taken before the process gives up.
    package var attempts = 6
    /// The wait after the first failure; it doubles with each further one.
    package var firstDelay: Duration = .milliseconds(25)
    /// The wait after an answer that said nothing, so that it does not become a hot loop.
    package var idleDelay: Duration = .milliseconds(5)

    package init() {}

    /// The wait after so many failures in a row, or `nil` to give up.
    package func delay(afterFailures count: Int) -> Duration? {
        count < attempts ? firstDelay * (1 << max(0, count - 1)) : nil
    }
}
