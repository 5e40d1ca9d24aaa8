import Foundation
import Logging
import Swiftlet
import SwiftletIO
import Synchronization

@testable import SwiftletRuntime

/// A handler made of a closure.
struct ClosureHandler: Handler {
    let body: @Sendable ([UInt8], Context) async throws -> HandlerOutput

    init(_ body: @escaping @Sendable ([UInt8], Context) async throws -> HandlerOutput) {
        self.body = body
    }

    func respond(to event: [UInt8], context: Context) async throws -> HandlerOutput {
        try await body(event, context)
    }

    /// Answers with the event itself.
    static let echo = ClosureHandler { event, _ in .bytes(event) }
}

/// The log of a test.
final class CollectedLog: Sendable {
    private let collected = Mutex<[String]>([])

    var lines: [String] { collected.withLock { $0 } }
    var text: String { lines.joined(separator: "\n") }

    func output(_ format: LogFormat) -> RuntimeLogHandler.Output {
        RuntimeLogHandler.Output(
            format: format,
            sink: LogSink { [self] record, _, _ in
                collected.withLock { $0.append(String(decoding: record, as: UTF8.self)) }
            }
        )
    }
}

/// A runtime beside a scripted runtime API, run to its end.
struct RuntimeHarness: Sendable {
    let api: ScriptedRuntimeAPI
    let log = CollectedLog()
    var variables: [String: String]
    var format = LogFormat.json
    var level = Logger.Level.info
    var exportTraceID: @Sendable (String?) -> Void = { _ in }
    var didRestore: @Sendable () throws -> Void = {}
    /// Whether the runtime is stopped when the script has no more events.
    var stopsWhenIdle = true
    /// With several workers one is idle while events are still on their way to the others: then answers are counted.
    var stopsAfterAnswers: Int?
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

    /// Runs a handler until the script is at its end, and returns the exit code.
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
        var surroundings = RuntimeLoop.Surroundings(variables: variables, log: log.output(format))
        surroundings.logLevel = level
        surroundings.workingDirectory = "/var/task"
        surroundings.retry = retry
        surroundings.terminationGracePeriod = terminationGracePeriod
        surroundings.exportTraceID = exportTraceID
        surroundings.didRestore = didRestore
        let runtime = RuntimeLoop(loop, surroundings)
        if let stopsAfterAnswers {
            api.onAnswers(stopsAfterAnswers) { runtime.stop() }
        } else if stopsWhenIdle {
            api.onIdle { runtime.stop() }
        }
        control?(runtime)
        let task = Task(executorPreference: loop) { await runtime.run(deployment) }
        let code = await task.value
        api.close()
        // Not on a thread of the pool that the loop may need.
        Thread.detachNewThread { loop.shutdown() }
        return code
    }
}

/// Sets a variable of this process, or with `nil` takes it away.
func setVariable(_ name: String, _ value: String?) {
    if let value {
        _ = unsafe setenv(name, value, 1)
    } else {
        _ = unsafe unsetenv(name)
    }
}
