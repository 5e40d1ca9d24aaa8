internal import Logging

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The log of this process, as the platform configures it.
struct ProcessLog: Sendable {
    let output: RuntimeLogHandler.Output
    let level: Logger.Level

    /// Reads the environment.
    ///
    /// A level that is none of the platform's is information.
    init(_ variables: [String: String]) {
        let format = LogFormat(variables[EnvironmentKey.logFormat])
        let sink: LogSink =
            if let descriptor = variables[EnvironmentKey.telemetryDescriptor].flatMap({ Int32($0) }),
                descriptor >= 0, fcntl(descriptor, F_GETFD) >= 0
            {
                .frames(to: descriptor, format: format)
            } else {
                .lines(to: STDERR_FILENO)
            }
        output = RuntimeLogHandler.Output(format: format, sink: sink)
        level = Logger.Level(platformName: variables[EnvironmentKey.logLevel]) ?? .info
    }

    /// Makes it the log of every logger in the process.
    func takeOver() {
        let (level, output) = (level, output)
        LoggingSystem.bootstrap(
            { RuntimeLogHandler(label: $0, level: level, output: output, metadataProvider: $1) },
            metadataProvider: nil
        )
    }
}
