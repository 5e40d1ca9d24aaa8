import Foundation
import Logging
import Swiftlet
import SwiftletIO
import Synchronization

@testable import SwiftletRuntime

/// Runs a runtime to its end against a scripted runtime API.
struct RuntimeHarness: Sendable {
    let api: ScriptedRuntimeAPI
    let log = CollectedLog()
    var variables: [String: String]
    var format = LogFormat.json
    var level = Logger.Level.info
    var exportTraceID: @Sendable (String?) -> Void = { _ in }
    var willSnapshot: @Sendable () async -> Void = {}
    var didRestore: @Sendable () throws -> Void = {}
    /// Whether the runtime is stopped when the script has no more events.
    var stopsWhenIdle = true
    /// With several workers one may be idle while others still receive events: then responses are counted.
    var stopsAfterResponses: Int?
    var terminationGracePeriod: Duration = .seconds(50)
    var retry: RetryPolicy = {
        var retry = RetryPolicy()
        retry.firstDelay = .milliseconds(1)
        return retry
    }()

    init(_ variables: [String: String] = [:]) throws {
        api = try ScriptedRuntimeAPI()
        self.variables = variables
        if variables["AWS_LAMBDA_RUNTIME_API"] == nil { self.variables["AWS_LAMBDA_RUNTIME_API"] = api.address }
    }

    /// Runs a handler until the script ends, and returns the exit code.
    func run(_ handler: ClosureHandler) async throws -> Int32 {
        try await run(Deployment(handler))
    }

    func run(_ deployment: Deployment) async throws -> Int32 {
        try await run(making: { deployment })
    }

    func run(
        making deployment: @escaping @Sendable () throws -> Deployment,
        control: (@Sendable (RuntimeLoop) -> Void)? = nil
    ) async throws -> Int32 {
        let loop = try EventLoop.start(name: "runtime-test")
        var environment = RuntimeLoop.Environment(variables: variables, log: log.output(format))
        environment.logLevel = level
        environment.workingDirectory = "/var/task"
        environment.retry = retry
        environment.terminationGracePeriod = terminationGracePeriod
        environment.exportTraceID = exportTraceID
        environment.willSnapshot = willSnapshot
        environment.didRestore = didRestore
        let runtime = RuntimeLoop(loop, environment)
        if let stopsAfterResponses {
            api.onResponses(stopsAfterResponses) { runtime.stop() }
        } else if stopsWhenIdle {
            api.onIdle { runtime.stop() }
        }
        control?(runtime)
        let task = Task(executorPreference: loop) { await runtime.run(deployment) }
        let code = await task.value
        api.close()
        // Not on the cooperative thread pool, which the loop may need.
        Thread.detachNewThread { loop.shutdown() }
        return code
    }
}

/// Sets an environment variable of this process; `nil` removes it.
func setVariable(_ name: String, _ value: String?) {
    if let value {
        _ = unsafe setenv(name, value, 1)
    } else {
        _ = unsafe unsetenv(name)
    }
}
