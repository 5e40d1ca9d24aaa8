import Logging
public import Swiftlet
import SwiftletIO

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The deployed program: it pulls events from the platform's runtime API and posts the answers.
///
/// ```swift
/// // main.swift
/// Runtime.main(usersApp)
/// ```
///
/// `main` builds the event loop, takes the log over, and serves on the calling thread until the platform ends the process.
/// `_HANDLER` names what is served: `app`, or nothing, for all of it, an endpoint's operation id, or the name of an event
/// handler. A start that fails is reported to the platform.
///
/// It exits with 0 after SIGTERM, once invocations in flight have their response and the app is shut down. Lambda sends
/// SIGTERM only where an extension is registered: the runtime registers an internal one, without events, if the app has
/// dependencies that outlive a request. Lambda then allows 300 ms, and the runtime cancels what takes longer.
///
/// It exits with 1 when it cannot serve: the start failed, `AWS_LAMBDA_RUNTIME_API` is missing or malformed, or the runtime
/// API is unreachable or fails.
///
/// | variable | effect |
/// |---|---|
/// | `AWS_LAMBDA_LOG_FORMAT`, `AWS_LAMBDA_LOG_LEVEL` | `JSON` or `Text`; `TRACE` to `FATAL`, by default `INFO` |
/// | `AWS_LAMBDA_MAX_CONCURRENCY` | how many invocations may run at once, by default 1 |
/// | `SWIFTLET_INVOKE_MODE` | `RESPONSE_STREAM` lets handlers stream; set it as the function URL's invoke mode is set |
/// | `SWIFTLET_DEADLINE_MARGIN_MS` | how long before its deadline an invocation is cancelled, by default 100 |
public enum Runtime {
    /// Serves an app that is made of settings.
    ///
    /// - Parameter makeApp: makes the app. Called once; what it throws, and what reading the settings throws, is reported
    ///   as a failed start.
    public static func main<Settings: AppSettings>(
        _ makeApp: @escaping @Sendable (Settings) throws -> App
    ) -> Never {
        serve { variables in
            let environment = LaunchEnvironment(variables: variables, isDeployed: true)
            return Deployment(app: try makeApp(try Settings(environment)))
        }
    }

    /// Serves an app.
    ///
    /// - Parameter makeApp: makes the app. Called once; what it throws is reported as a failed start.
    public static func main(_ makeApp: @escaping @Sendable () throws -> App) -> Never {
        serve { _ in Deployment(app: try makeApp()) }
    }

    /// Serves one handler, whatever `_HANDLER` says.
    ///
    /// - Parameter makeHandler: makes the handler. Called once; what it throws is reported as a failed start.
    public static func main(handler makeHandler: @escaping @Sendable () throws -> any Handler) -> Never {
        serve { _ in Deployment(try makeHandler()) }
    }

    private static func serve(_ make: @escaping @Sendable ([String: String]) throws -> Deployment) -> Never {
        StandardOutput.bufferLines()
        let variables = ProcessEnvironment.variables
        let log = ProcessLog(variables)
        log.takeOver()
        ProcessEnvironment.remove(EnvironmentKey.telemetryDescriptor)
        let descriptorLimit = ProcessEnvironment.descriptorLimit
        FatalSignals.install(
            slotCount: (try? RuntimeConfiguration(variables, descriptorLimit: descriptorLimit))?.maxConcurrency ?? 1,
            format: log.output.format,
            descriptor: log.descriptor,
            isFramed: log.isFramed
        )
        var surroundings = RuntimeLoop.Surroundings(variables: variables, log: log.output)
        surroundings.logLevel = log.level
        surroundings.descriptorLimit = descriptorLimit
        surroundings.workingDirectory = ProcessEnvironment.workingDirectory
        surroundings.exportTraceID = { ProcessEnvironment.export(traceID: $0) }
        surroundings.didRestore = { try OpenSSLGenerator.reseed() }
        let code: Int32
        do {
            let loop = try EventLoop()
            let runtime = RuntimeLoop(loop, surroundings)
            code = try loop.run {
                watchTermination(loop, runtime)
                return await runtime.run { try make(variables) }
            }
        } catch {
            Logger(label: "swiftlet.runtime").critical("The event loop could not start.", error: error)
            code = 1
        }
        // Not `exit`: it tears libraries down that other threads may still be using.
        fflush(nil)
        _exit(code)
    }

    private static func watchTermination(_ loop: EventLoop, _ runtime: RuntimeLoop) {
        let signals = loop.signals([SIGTERM])
        Task(executorPreference: loop) {
            // Only the first: a second one ends the process as it always did.
            for await _ in signals { return runtime.stop() }
        }
    }
}
