import Foundation
import SwiftletRuntime
import SwiftletTesting
import Synchronization

/// One process of the deployable program, with a runtime API of its own.
///
/// It is started by the first event, and again after it has ended.
actor FunctionProcess {
    /// How processes are started.
    struct Launch: Sendable {
        /// The program's path.
        var program: String
        /// Which handler it runs, by name.
        var handler: String
        /// The environment, without what the platform adds.
        var environment: [String: String]
        /// How long an invocation may take.
        var timeout: Duration
        /// The file its output is appended to; `nil` for the console, or the standard error of this process.
        var logPath: String?
        /// Where its output goes, if not into a file, and what is said about invocations.
        var console: Console.Stream?
        /// Whether something is said about each invocation.
        var reportsInvocations = true
        /// How many invocations it takes at once.
        var concurrency = 1
        /// The memory that its environment names, in megabytes.
        var memorySize = 512
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

    /// How long a process may take to ask for its first event, even if its invocations are to take less.
    private static let startLimit: Duration = .seconds(10)
    /// How many processes may end one after the other just when an event comes.
    private static let attempts = 3
    /// How long a process may take to shut down after SIGTERM: the platform's limit for internal extensions
    /// ([source](https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html)).
    private static let shutdownLimit: Duration = .milliseconds(500)

    init(_ launch: Launch) {
        self.launch = launch
    }

    /// Invokes the function.
    ///
    /// - Parameters:
    ///   - call: the event and what goes with it.
    ///   - onEnd: is called once when the invocation is over: later than this method returns if the answer is a stream.
    /// - Returns: the outcome.
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
            if let outcome = await running.api.invoke(invocation, takesStream: call.takesStream, observer: log) {
                return outcome
            }
        }
        onEnd()
        return .failure(RuntimeFailure.exited(call.id, how: "error: its processes end as soon as they have started"))
    }

    /// Ends the process, and waits for its end.
    func stop() async {
        _ = await starting?.result
        guard let running else { return }
        self.running = nil
        await end(running)
    }

    private func destination(_ running: Running) -> InvocationLog.Destination {
        var destination = InvocationLog.Destination(memorySize: launch.memorySize, output: running.output)
        if let console = launch.console, launch.reportsInvocations { destination.print = { console.print($0) } }
        if launch.console != nil { destination.peakMemory = { [process = running.process] in process.peakMemory } }
        return destination
    }

    private func end(_ running: Running) async {
        defer { running.server.retire() }
        // Without an extension the platform sends no SIGTERM.
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

    private func started() async throws -> Running {
        if let running {
            if running.process.isRunning, !running.api.isOver { return running }
            self.running = nil
            starting = Task {
                await end(running)
                return try await start()
            }
        }
        // A call that comes while the process is being started waits for the same one.
        let task = starting ?? Task { try await start() }
        starting = task
        defer {
            // Another one may be on its way by now.
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
            handler: launch.handler
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
        guard let console = launch.console else { return (try start(.inherited), nil) }
        let (output, process) = try OutputPipe.make(to: console.write) { try start(.pipe($0)) }
        return (process, output)
    }

    private static let functionNameKey = "AWS_LAMBDA_FUNCTION_NAME"
    /// The function's name if the environment has none.
    private static let defaultName = "function"

    /// What the platform sets for a function, over what was given.
    private func environment(_ address: String) -> [String: String] {
        let defaults = [
            Self.functionNameKey: Self.defaultName,
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

/// The process that a runtime API ends when time is up: it is started after the API.
private final class ProcessSlot: Sendable {
    private let process = Mutex<ChildProcess?>(nil)

    func fill(_ child: ChildProcess) {
        process.withLock { $0 = child }
    }

    func kill() {
        process.withLock { $0 }?.kill()
    }
}
