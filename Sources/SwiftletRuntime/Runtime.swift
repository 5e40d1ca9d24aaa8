import Glibc
import Logging
public import Swiftlet
import SwiftletIO

/// The entry point of a function binary: it polls events from the platform's runtime API and posts the responses.
///
/// ```swift
/// Runtime.main(usersApp)
/// ```
///
/// `main` creates the event loop, bootstraps the logging system, and serves on the calling thread until the platform ends
/// the process. `_HANDLER`, or the first argument in a container image, selects the handler: `app` or nothing for the whole
/// app, an endpoint's operation id, or the name of an event handler. A failed initialization is reported to the platform.
///
/// It exits with 0 after SIGTERM, once the invocations in flight have their response and the app is shut down. Lambda
/// sends SIGTERM only if an extension is registered: the runtime registers an internal one, without events, if the app
/// has dependencies that outlive a request. Lambda's grace period is then 300 ms; slower invocations are cancelled.
///
/// It exits with 1 on failure: the initialization failed, `AWS_LAMBDA_RUNTIME_API` is missing or malformed, or the
/// runtime API is unreachable or fails.
///
/// | variable | effect |
/// |---|---|
/// | `AWS_LAMBDA_LOG_FORMAT`, `AWS_LAMBDA_LOG_LEVEL` | `JSON` or `Text`; `TRACE` to `FATAL`, by default `INFO` |
/// | `POWERTOOLS_LOGGER_SAMPLE_RATE` | the part of the invocations that log debug messages, from 0 to 1 |
/// | `AWS_LAMBDA_MAX_CONCURRENCY` | the maximum number of concurrent invocations, by default 1 |
/// | `SWIFTLET_INVOKE_MODE` | `RESPONSE_STREAM` lets handlers stream; must match the function URL's invoke mode |
/// | `SWIFTLET_DEADLINE_MARGIN_MS` | milliseconds before its deadline at which an invocation is cancelled, by default 100 |
public enum Runtime {
    /// Serves an app that is configured by settings.
    ///
    /// - Parameter makeApp: Creates the app. Called once; an error that it or the settings throw is reported as a failed
    ///   initialization.
    public static func main<Settings: AppSettings>(
        _ makeApp: @escaping @Sendable (Settings) throws -> App
    ) -> Never {
        serve { variables in
            let isDeployed = variables[EnvironmentKey.describe] == nil
            let environment = LaunchEnvironment(variables: variables, isDeployed: isDeployed)
            return Deployment(app: try makeApp(try Settings(environment)))
        }
    }

    /// Serves an app.
    ///
    /// - Parameter makeApp: Creates the app. Called once; an error it throws is reported as a failed initialization.
    public static func main(_ makeApp: @escaping @Sendable () throws -> App) -> Never {
        serve { _ in Deployment(app: try makeApp()) }
    }

    /// Serves one handler, ignoring `_HANDLER`.
    ///
    /// - Parameter makeHandler: Creates the handler. Called once; an error it throws is reported as a failed
    ///   initialization.
    public static func main(handler makeHandler: @escaping @Sendable () throws -> any Handler) -> Never {
        serve { _ in Deployment(try makeHandler()) }
    }

    private static func serve(_ make: @escaping @Sendable ([String: String]) throws -> Deployment) -> Never {
        StandardOutput.bufferLines()
        let variables = ProcessEnvironment.addingHandler(
            from: CommandLine.arguments,
            to: ProcessEnvironment.variables
        )
        if variables[EnvironmentKey.describe] != nil { describe { try make(variables) } }
        let log = ProcessLog(variables)
        log.bootstrap()
        ProcessEnvironment.remove(EnvironmentKey.telemetryDescriptor)
        let descriptorLimit = ProcessEnvironment.descriptorLimit
        FatalSignals.install(
            slotCount: (try? RuntimeConfiguration(variables, descriptorLimit: descriptorLimit))?.maxConcurrency ?? 1,
            format: log.output.format,
            descriptor: log.descriptor,
            isFramed: log.isFramed
        )
        var environment = RuntimeLoop.Environment(variables: variables, log: log.output)
        environment.logLevel = log.level
        environment.descriptorLimit = descriptorLimit
        environment.workingDirectory = ProcessEnvironment.workingDirectory
        environment.exportTraceID = { ProcessEnvironment.export(traceID: $0) }
        environment.willSnapshot = { await PooledConnections.close() }
        environment.didRestore = { try OpenSSLGenerator.reseed() }
        let code: Int32
        do {
            let loop = try EventLoop()
            let runtime = RuntimeLoop(loop, environment)
            code = try loop.run {
                watchTermination(loop, runtime)
                return await runtime.run { try make(variables) }
            }
        } catch {
            Logger(label: "swiftlet.runtime").critical("The event loop failed to start.", error: error)
            code = 1
        }
        // Not `exit`: it runs destructors while other threads may still use the libraries.
        fflush(nil)
        _exit(code)
    }

    private static func describe(_ make: () throws -> Deployment) -> Never {
        let description: FunctionDescription
        do {
            description = try make().describe()
        } catch {
            description = .failure("\(error)")
        }
        print(description.json)
        fflush(nil)
        _exit(0)
    }

    private static func watchTermination(_ loop: EventLoop, _ runtime: RuntimeLoop) {
        let signals = loop.signals([SIGTERM])
        Task(executorPreference: loop) {
            // Only the first: after that the default action applies, which terminates the process.
            for await _ in signals { return runtime.stop() }
        }
    }
}
