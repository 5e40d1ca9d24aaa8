package import Logging

extension RuntimeLoop {
    /// The process environment: variables, log, limits and hooks.
    package struct Environment: Sendable {
        /// The environment variables.
        package var variables: [String: String]
        /// The log output.
        package var log: RuntimeLogHandler.Output
        /// The minimum level that is logged.
        package var logLevel: Logger.Level = .info
        /// The working directory, which is reported to X-Ray.
        package var workingDirectory = "/"
        /// The retry policy for an unreachable runtime API.
        package var retry = RetryPolicy()
        /// The process's limit of open descriptors.
        package var descriptorLimit = Int.max
        /// The time from SIGTERM to the exit of the process, where the platform sends that signal because of a registered
        /// extension.
        ///
        /// Lambda kills the process after 300 ms if there are external extensions, and otherwise after 500 ms. Invocations
        /// in flight are cancelled after half of the time and abandoned after two thirds; the shutdown of the app has the
        /// rest.
        package var terminationGracePeriod: Duration = .milliseconds(280)
        /// Exports the trace id of the current invocation; `nil` removes it.
        package var exportTraceID: @Sendable (String?) -> Void = { _ in }
        /// Runs before a snapshot: closes connections, which clones must not share.
        package var willSnapshot: @Sendable () async -> Void = {}
        /// Runs after a restore from a snapshot, before the app starts: reseeds state that clones must not share.
        package var didRestore: @Sendable () throws -> Void = {}

        /// Creates an environment.
        package init(variables: [String: String], log: RuntimeLogHandler.Output) {
            self.variables = variables
            self.log = log
        }
    }
}
