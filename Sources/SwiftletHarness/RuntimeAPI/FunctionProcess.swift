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
        let process: Process
        let api: RuntimeAPI
        let server: RuntimeAPIServer
        let hasEnded: ProcessEnd
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
        if running.process.isRunning { running.process.terminate() }
        // A process that ignores SIGTERM, as one that is in the middle of something may, is not asked twice.
        let hard = Task { [end = running.hasEnded] in
            try await Task.sleep(for: .seconds(2))
            end.kill()
        }
        await running.hasEnded.wait()
        hard.cancel()
        await running.server.stop()
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
        let end = ProcessEnd()
        let api = RuntimeAPI(maximumBytes: RuntimeLimit.payloadBytes, timeout: launch.timeout) { end.kill() }
        let server = try await RuntimeAPIServer.start(api)
        let process = Process()
        process.executableURL = URL(filePath: launch.program)
        process.environment = environment(server.address)
        let log = try launch.logPath.map(Self.openLog) ?? FileHandle.standardError
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = log
        process.standardError = log
        process.terminationHandler = { process in
            let how =
                process.terminationReason == .uncaughtSignal
                ? "error: signal: \(process.terminationStatus)" : "error: exit status \(process.terminationStatus)"
            api.processEnded(how)
            end.signal()
        }
        do {
            try process.run()
        } catch {
            await server.stop()
            throw HarnessError(.unavailable, "\(launch.program) cannot be started: \(error.localizedDescription)")
        }
        end.started(process.processIdentifier)
        let running = Running(process: process, api: api, server: server, hasEnded: end)
        self.running = running
        return running
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

    private static func openLog(_ path: String) throws -> FileHandle {
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        let log = try FileHandle(forWritingTo: URL(filePath: path))
        try log.seekToEnd()
        return log
    }
}

/// The end of a process, to wait for and to bring about.
private final class ProcessEnd: Sendable {
    private struct Progress {
        var id: Int32?
        var hasEnded = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let progress = Mutex(Progress())

    func started(_ id: Int32) {
        progress.withLock { if !$0.hasEnded { $0.id = id } }
    }

    func signal() {
        let waiting = progress.withLock { progress in
            progress.hasEnded = true
            progress.id = nil
            defer { progress.waiting = [] }
            return progress.waiting
        }
        for continuation in waiting {
            continuation.resume()
        }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let hasEnded = progress.withLock { progress in
                if !progress.hasEnded { progress.waiting.append(continuation) }
                return progress.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }

    func kill() {
        // Under the lock, so that the id still is this process's: it is forgotten as soon as it may belong to another.
        progress.withLock { progress in
            if let id = progress.id { _ = Foundation.kill(id, SIGKILL) }
        }
    }
}
