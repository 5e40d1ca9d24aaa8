/// The names of the environment variables of the platform and of the runtime.
package enum EnvironmentKey {
    /// The address of the runtime API.
    package static let runtimeAPI = "AWS_LAMBDA_RUNTIME_API"
    /// The name of the handler to run.
    package static let handler = "_HANDLER"
    /// The maximum number of concurrent invocations.
    package static let maxConcurrency = "AWS_LAMBDA_MAX_CONCURRENCY"
    /// The initialization type: `snap-start` if the process is restored from a snapshot.
    package static let initializationType = "AWS_LAMBDA_INITIALIZATION_TYPE"
    /// `JSON` or `Text`.
    package static let logFormat = "AWS_LAMBDA_LOG_FORMAT"
    /// The minimum level that is logged.
    package static let logLevel = "AWS_LAMBDA_LOG_LEVEL"
    /// The part of the invocations that log debug messages, as in Powertools for AWS Lambda.
    package static let logSampleRate = "POWERTOOLS_LOGGER_SAMPLE_RATE"
    /// The descriptor for framed log records.
    package static let telemetryDescriptor = "_LAMBDA_TELEMETRY_LOG_FD"
    /// The Unix socket for framed log records on managed instances.
    package static let telemetrySocket = "_LAMBDA_TELEMETRY_LOG_FD_PROVIDER_SOCKET"
    /// The X-Ray trace id of the current invocation, read by tracing libraries.
    package static let traceID = "_X_AMZN_TRACE_ID"
    /// The invoke mode, as of a function URL: `BUFFERED`, or `RESPONSE_STREAM` to stream responses.
    package static let invokeMode = "SWIFTLET_INVOKE_MODE"
    /// The number of milliseconds before its deadline at which an invocation is cancelled.
    package static let deadlineMargin = "SWIFTLET_DEADLINE_MARGIN_MS"
    /// Makes a function binary print its description and exit.
    package static let describe = "SWIFTLET_DESCRIBE"
}
