import Glibc
import Logging
import NIOCore
public import Swiftlet
import SwiftletIO
import SwiftletRuntime

/// The entry point of a program that serves an app over HTTP: in a container, or as the custom handler of a function platform.
///
/// ```swift
/// Server.main(usersApp)
/// ```
///
/// It is the counterpart of `Runtime.main`: the same app, the same settings from the environment. `main` listens on `PORT` once
/// the app has started, and serves until the process is terminated. The containers guide lists the environment variables.
///
/// It exits with 0 after SIGTERM or SIGINT, once the requests in flight have their responses and the app is shut down. A second
/// signal exits immediately. It exits with 1 if the app cannot start, or the server cannot listen.
public enum Server {
    /// Serves an app that is configured by settings.
    ///
    /// - Parameter makeApp: Creates the app. Called once; an error that it or the settings throw ends the process.
    public static func main<Settings: AppSettings>(
        _ makeApp: @escaping @Sendable (Settings) throws -> App
    ) -> Never {
        serve { variables in
            try makeApp(try Settings(LaunchEnvironment(variables: variables, isDeployed: true)))
        }
    }

    /// Serves an app.
    ///
    /// - Parameter makeApp: Creates the app. Called once; an error it throws ends the process.
    public static func main(_ makeApp: @escaping @Sendable () throws -> App) -> Never {
        serve { _ in try makeApp() }
    }

    private static func serve(_ makeApp: @escaping @Sendable ([String: String]) throws -> App) -> Never {
        StandardOutput.bufferLines()
        let variables = ProcessEnvironment.variables
        let log = ProcessLog(logVariables(variables))
        log.bootstrap()
        FatalSignals.install(slotCount: 1, format: log.output.format, descriptor: log.descriptor)
        let logger = Logger(label: "swiftlet.server")
        let code: Int32
        do {
            let configuration = try ServerConfiguration(
                variables,
                descriptorLimit: ProcessEnvironment.descriptorLimit
            )
            NIOSingletons.groupLoopCountSuggestion = configuration.loops
            let output = RuntimeLogHandler(label: "swiftlet", level: log.level, output: log.output)
            let loop = try SwiftletIO.EventLoop()
            code = try loop.run {
                try await run(makeApp(variables), on: loop, configuration: configuration, log: output)
            }
        } catch {
            logger.critical("The server could not start: exiting.", error: error)
            code = 1
        }
        // Not `exit`: it runs destructors while other threads may still use the libraries.
        fflush(nil)
        _exit(code)
    }

    /// Serves until a termination signal, and returns the exit code.
    private static func run(
        _ app: App,
        on loop: SwiftletIO.EventLoop,
        configuration: ServerConfiguration,
        log: RuntimeLogHandler
    ) async throws -> Int32 {
        // Before the start, which may take long: process 1 of a container ignores signals that have no handler.
        let signals = loop.signals([SIGTERM, SIGINT])
        let (stops, stop) = AsyncStream.makeStream(of: Void.self)
        Task(executorPreference: loop) {
            var count = 0
            for await number in signals {
                count += 1
                if count > 1 { _exit(128 + number) }
                stop.yield()
            }
        }
        let server = try await AppServer.start(app, configuration: configuration, log: log)
        for await _ in stops { break }
        await server.stop()
        return 0
    }

    /// The variables of the log, whose names on other platforms do not begin with `AWS_LAMBDA`.
    private static func logVariables(_ variables: [String: String]) -> [String: String] {
        var result = variables
        result[EnvironmentKey.logFormat] = variables[ServerKey.logFormat] ?? variables[EnvironmentKey.logFormat]
        result[EnvironmentKey.logLevel] = variables[ServerKey.logLevel] ?? variables[EnvironmentKey.logLevel]
        return result
    }
}
