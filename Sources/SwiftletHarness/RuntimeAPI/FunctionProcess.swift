internal import Foundation
internal import SwiftletRuntime
internal import SwiftletTesting
internal import Synchronization

/// One process of the deployable program, with a runtime API of its own. It is started by the first event, and again
/// after it has ended.
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
        /// Where its output goes; `nil` for the standard error of this process.
        var logPath: String?
    }

    private struct Running {
        let process: ChildProcess
        let api: RuntimeAPI
        let server: RuntimeAPIServer
    }

    private let launch: Launch
    private var running: Running?
    private var starting: Task<Running, any Error>?

    init(_ launch: Launch) {
        self.launch = launch
    }

    /// Invokes the function.
    func invoke(_ event: [UInt8], _ invocation: FixtureInvocation) async -> InvocationOutcome {
        let running: Running
        do {
            running = try await started()
        } catch {
            return .failure(FunctionFailure(errorType: "Runtime.InvalidEntrypoint", errorMessage: "\(error)"))
        }
        let seconds = Double(launch.timeout.components.seconds)
        let name = launch.environment["AWS_LAMBDA_FUNCTION_NAME"] ?? "function"
        return await running.api.invoke(
            EmulatedInvocation(
                event: event,
                deadline: Date().addingTimeInterval(seconds),
                functionARN: "arn:aws:lambda:us-east-1:012345678912:function:\(name)",
                invocation: invocation
            )
        )
    }

    /// Ends the process, and waits for its end.
    func stop() async {
        guard let running else { return }
        self.running = nil
        await end(running)
    }

    private func end(_ running: Running) async {
        running.process.terminate()
        // What ignores SIGTERM, as a process in the middle of something may, is not asked twice.
        let hard = Task { [process = running.process] in
            try await Task.sleep(for: .seconds(2))
            process.kill()
        }
        await running.process.waitForEnd()
        hard.cancel()
        running.server.retire()
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
        // Whoever comes while the process is being started waits for the same one.
        let task = starting ?? Task { try await start() }
        starting = task
        defer { starting = nil }
        return try await task.value
    }

    private func start() async throws -> Running {
        let slot = ProcessSlot()
        let api = RuntimeAPI(maximumBytes: RuntimeLimit.payloadBytes, timeout: launch.timeout) { slot.kill() }
        let server = try await RuntimeAPIServer.start(api)
        do {
            let process = try ChildProcess.start(
                program: launch.program,
                environment: environment(server.address),
                log: launch.logPath
            ) { how in
                api.processEnded("error: \(how)")
            }
            slot.fill(process)
            let running = Running(process: process, api: api, server: server)
            self.running = running
            return running
        } catch {
            server.retire()
            throw error
        }
    }

    /// What the platform sets for a function, over what was given.
    private func environment(_ address: String) -> [String: String] {
        let defaults = [
            "AWS_LAMBDA_FUNCTION_NAME": "function",
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
            "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
            "LAMBDA_TASK_ROOT": URL(filePath: launch.program).deletingLastPathComponent().path,
            "TZ": ":UTC",
        ]
        var environment = defaults.merging(launch.environment) { $1 }
        environment[EnvironmentKey.runtimeAPI] = address
        environment[EnvironmentKey.handler] = launch.handler
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
