import Foundation
import Swiftlet
import SwiftletGateway
import SwiftletRuntime
import SwiftletServer
import Synchronization

/// A process of the function binary and its runtime API.
///
/// It is started by the first invocation and restarted after it exited.
package actor FunctionProcess {
    /// The launch configuration.
    package struct Launch: Sendable {
        /// The path of the function binary.
        package var program: String
        /// The name of the handler.
        package var handler: String
        /// The environment, without the variables that Lambda sets.
        package var environment: [String: String]
        /// The invocation timeout.
        package var timeout: Duration
        /// The file to which output is appended; `nil` for ``log``, or the standard error of this process.
        package var logPath: String?
        /// Receives the output that does not go to a file, and the log lines about invocations.
        package var log: LogOutput?
        /// Whether invocations are logged.
        package var reportsInvocations = true
        /// The maximum number of concurrent invocations.
        package var concurrency = 1
        /// The memory size in megabytes.
        package var memorySize = 512

        /// Creates a configuration.
        ///
        /// - Parameters:
        ///   - program: The path of the function binary.
        ///   - handler: The name of the handler.
        ///   - environment: The environment, without the variables that Lambda sets.
        ///   - timeout: The invocation timeout.
        ///   - logPath: The file to which output is appended.
        package init(
            program: String,
            handler: String,
            environment: [String: String],
            timeout: Duration,
            logPath: String? = nil
        ) {
            self.program = program
            self.handler = handler
            self.environment = environment
            self.timeout = timeout
            self.logPath = logPath
        }
    }

    private struct Running {
        let process: ChildProcess
        let api: RuntimeAPI
        let server: RuntimeAPIServer
        let output: OutputPipe?
    }

    private let launch: Launch
    private var running: Running?
    private var starting: Task<Running, any Error>?

    /// The minimum timeout of the init phase, even if the invocation timeout is shorter.
    private static let startLimit: Duration = .seconds(10)
    /// The maximum number of attempts if processes exit before an event can be delivered.
    private static let attempts = 3
    /// The time between SIGTERM and SIGKILL: Lambda's limit for internal extensions
    /// ([source](https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html)).
    private static let shutdownLimit: Duration = .milliseconds(500)

    init(_ launch: Launch) {
        self.launch = launch
    }

    /// Invokes the function.
    ///
    /// - Parameters:
    ///   - call: The invocation.
    ///   - onEnd: Called once when the invocation is finished, which for a streamed response is after this method has returned.
    /// - Returns: The outcome.
    func invoke(_ call: FunctionCall, onEnd: @escaping @Sendable () -> Void = {}) async -> FunctionOutcome {
        let name = launch.environment["AWS_LAMBDA_FUNCTION_NAME"] ?? launch.handler
        let invocation = EmulatedInvocation(call, functionARN: FunctionReference(name: name).arn)
        for _ in 0..<Self.attempts {
            let running: Running
            do {
                running = try await started()
            } catch {
                onEnd()
                return .failure(FunctionFailure(errorType: "Runtime.InvalidEntrypoint", errorMessage: "\(error)"))
            }
            let log = InvocationLog(call, destination(running)) { _ in onEnd() }
            if let outcome = await running.api.invoke(invocation, acceptsStream: call.acceptsStream, observer: log) {
                return outcome
            }
        }
        onEnd()
        return .failure(RuntimeFailure.exited(call.id, how: "error: its processes exit immediately"))
    }

    /// Stops the process and waits until it exits.
    func stop() async {
        _ = await starting?.result
        guard let running else { return }
        self.running = nil
        await end(running)
    }

    private func destination(_ running: Running) -> InvocationLog.Destination {
        var destination = InvocationLog.Destination(memorySize: launch.memorySize, output: running.output)
        if let log = launch.log, launch.reportsInvocations { destination.print = { log.print($0) } }
        if launch.log != nil { destination.peakMemory = { [process = running.process] in process.peakMemory } }
        return destination
    }

    private func end(_ running: Running) async {
        defer { running.server.retire() }
        await waitForPoll(running)
        // Lambda sends SIGTERM only to functions with extensions.
        guard running.api.hasExtensions else {
            running.process.kill()
            return await running.process.waitForEnd()
        }
        running.process.terminate()
        let hard = Task { [process = running.process] in
            try await Task.sleep(for: Self.shutdownLimit)
            process.kill()
        }
        await running.process.waitForEnd()
        hard.cancel()
    }

    /// Waits until the process has finished its work after the last response: it is busy until it asks for the next event.
    private func waitForPoll(_ running: Running) async {
        // Not every worker of a foreign runtime polls.
        let limit = launch.concurrency == 1 ? launch.timeout : Self.shutdownLimit
        let end = ContinuousClock.now + limit
        while running.process.isRunning, !running.api.isOver, running.api.pendingCount == 0,
            running.api.waitingPolls < launch.concurrency, ContinuousClock.now < end
        {
            try? await Task.sleep(for: .milliseconds(2))
        }
    }

    private func started() async throws -> Running {
        if let running {
            if running.process.isRunning, !running.api.isOver { return running }
            self.running = nil
            starting = Task {
                await end(running)
                return try await start()
            }
        }
        // Concurrent invocations wait for the same start.
        let task = starting ?? Task { try await start() }
        starting = task
        defer {
            // Another invocation may already have started the next one.
            if starting == task { starting = nil }
        }
        return try await task.value
    }

    private func start() async throws -> Running {
        let slot = ProcessSlot()
        let limits = RuntimeAPI.Limits(
            concurrency: launch.concurrency,
            timeout: launch.timeout,
            patience: max(launch.timeout, Self.startLimit)
        )
        let api = RuntimeAPI(limits) { slot.kill() }
        let server = try await RuntimeAPIServer.start(
            api,
            functionName: launch.environment[Self.functionNameKey] ?? Self.defaultName,
            handler: launch.handler,
            restores: launch.environment[EnvironmentKey.initializationType] == "snap-start"
        )
        do {
            let (process, output) = try spawn(server.address, api)
            slot.fill(process)
            let running = Running(process: process, api: api, server: server, output: output)
            self.running = running
            return running
        } catch {
            server.retire()
            throw error
        }
    }

    private func spawn(_ address: String, _ api: RuntimeAPI) throws -> (ChildProcess, OutputPipe?) {
        func start(_ output: ChildProcess.Output) throws -> ChildProcess {
            try ChildProcess.start(program: launch.program, environment: environment(address), output: output) { how in
                api.processEnded("error: \(how)")
            }
        }
        if let path = launch.logPath { return (try start(.file(path)), nil) }
        guard let log = launch.log else { return (try start(.inherited), nil) }
        let (output, process) = try OutputPipe.make(to: log.write) { try start(.pipe($0)) }
        return (process, output)
    }

    private static let functionNameKey = "AWS_LAMBDA_FUNCTION_NAME"
    /// The default function name.
    private static let defaultName = "function"

    /// The environment, including the variables that Lambda sets.
    private func environment(_ address: String) -> [String: String] {
        let name = launch.environment[Self.functionNameKey] ?? Self.defaultName
        let defaults = [
            Self.functionNameKey: Self.defaultName,
            "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/\(name)",
            "AWS_LAMBDA_LOG_STREAM_NAME": "local",
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "\(launch.memorySize)",
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "AWS_REGION": FunctionReference.region,
            "AWS_DEFAULT_REGION": FunctionReference.region,
            "LAMBDA_TASK_ROOT": URL(filePath: launch.program).deletingLastPathComponent().path,
            "TZ": ":UTC",
        ]
        var environment = defaults.merging(launch.environment) { $1 }
        environment[EnvironmentKey.runtimeAPI] = address
        environment[EnvironmentKey.handler] = launch.handler
        if launch.concurrency > 1 { environment[EnvironmentKey.maxConcurrency] = "\(launch.concurrency)" }
        return environment
    }
}

/// The process that the runtime API kills on timeout; it is started after the API.
private final class ProcessSlot: Sendable {
    private let process = Mutex<ChildProcess?>(nil)

    func fill(_ child: ChildProcess) {
        process.withLock { $0 = child }
    }

    func kill() {
        process.withLock { $0 }?.kill()
    }
}
