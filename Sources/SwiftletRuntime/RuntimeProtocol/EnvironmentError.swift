/// Why the process cannot serve in the environment it was started in.
package struct EnvironmentError: Error, Hashable, CustomStringConvertible {
    /// What is wrong.
    package enum Code: Sendable {
        /// A variable that is needed is not set.
        case missing
        /// A variable has a value that means nothing.
        case malformed
    }

    /// What is wrong.
    package let code: Code
    /// The same in a sentence, which names the variable.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    package var description: String { message }
}

/// The variables that the platform sets for the runtime, and those that the runtime adds.
package enum EnvironmentKey {
    /// Where the runtime API listens.
    package static let runtimeAPI = "AWS_LAMBDA_RUNTIME_API"
    /// Which handler of the app to run.
    package static let handler = "_HANDLER"
    /// How many invocations may run at once.
    package static let maxConcurrency = "AWS_LAMBDA_MAX_CONCURRENCY"
    /// How the process came to life: `snap-start` where it is restored from a snapshot.
    package static let initializationType = "AWS_LAMBDA_INITIALIZATION_TYPE"
    /// `JSON` or `Text`.
    package static let logFormat = "AWS_LAMBDA_LOG_FORMAT"
    /// The least level that is logged.
    package static let logLevel = "AWS_LAMBDA_LOG_LEVEL"
    /// The descriptor that takes framed log records.
    package static let telemetryDescriptor = "_LAMBDA_TELEMETRY_LOG_FD"
    /// The Unix socket that receives framed log records on managed instances.
    package static let telemetrySocket = "_LAMBDA_TELEMETRY_LOG_FD_PROVIDER_SOCKET"
    /// Where tracing libraries look for the trace of the invocation under way.
    package static let traceID = "_X_AMZN_TRACE_ID"
    /// `RESPONSE_STREAM` where answers may be streamed; the name and the values are those of a function URL's setting.
    package static let invokeMode = "SWIFTLET_INVOKE_MODE"
    /// How many milliseconds before its deadline an invocation is cancelled.
    package static let deadlineMargin = "SWIFTLET_DEADLINE_MARGIN_MS"
}
