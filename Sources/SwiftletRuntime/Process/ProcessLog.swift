import Glibc
package import Logging

/// The log of this process, configured by the platform's environment variables.
package struct ProcessLog: Sendable {
    /// The output that all loggers share.
    package let output: RuntimeLogHandler.Output
    /// The minimum level that is logged.
    package let level: Logger.Level
    /// The descriptor that the log is written to.
    package let descriptor: Int32
    /// Whether records are written as frames of the platform's telemetry protocol.
    let isFramed: Bool

    /// Reads the configuration from environment variables.
    ///
    /// An unknown level defaults to `INFO`. The log is written to the telemetry descriptor, or on
    /// managed instances to the telemetry socket; to standard error where neither is usable.
    package init(_ variables: [String: String]) {
        let format = LogFormat(variables[EnvironmentKey.logFormat])
        let telemetry =
            Self.telemetryDescriptor(variables[EnvironmentKey.telemetryDescriptor])
            ?? variables[EnvironmentKey.telemetrySocket].flatMap(TelemetrySocket.connect)
        descriptor = telemetry ?? STDERR_FILENO
        isFramed = telemetry != nil
        var output = RuntimeLogHandler.Output(
            format: format,
            sink: isFramed ? .frames(to: descriptor, format: format) : .lines(to: descriptor)
        )
        // The runtime's configuration warns about a malformed rate.
        if let rate = variables[EnvironmentKey.logSampleRate] {
            output.debugSampleRate = RuntimeLogHandler.Output.sampleRate(rate) ?? 0
        }
        self.output = output
        level = Logger.Level(platformName: variables[EnvironmentKey.logLevel]) ?? .info
    }

    /// The descriptor that the platform opened, with close-on-exec set.
    private static func telemetryDescriptor(_ text: String?) -> Int32? {
        guard let descriptor = text.flatMap({ Int32($0) }), descriptor >= 0,
            fcntl(descriptor, F_SETFD, FD_CLOEXEC) >= 0
        else { return nil }
        return descriptor
    }

    /// Bootstraps the logging system with this log.
    package func bootstrap() {
        let (level, output) = (level, output)
        LoggingSystem.bootstrap(
            { RuntimeLogHandler(label: $0, level: level, output: output, metadataProvider: $1) },
            metadataProvider: nil
        )
    }
}
