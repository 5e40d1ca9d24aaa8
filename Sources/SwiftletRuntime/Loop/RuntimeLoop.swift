import Logging
import Swiftlet
package import SwiftletIO
import Synchronization

/// The life cycle of a function process, from its start to its exit code.
///
/// Environment, log and clock are injected, so that several can run in one test process.
package final class RuntimeLoop: Sendable {
    struct State {
        /// Whether workers have stopped fetching events.
        var isDraining = false
        /// The time at which the process was asked to stop.
        var stopTime: ContinuousClock.Instant?
        var gates: [WorkerGate] = []
        var running = 0
        /// The deadlines of the invocations in flight, once workers run.
        var deadlines: DeadlineWatch?
        /// The latch that waits for the workers, once they run.
        var latch: EndLatch?
        /// Whether the platform sends SIGTERM a known time before it kills the process.
        var isTerminationBounded = false
    }

    let loop: EventLoop
    let environment: Environment
    let logger: Logger
    let state = Mutex(State())

    /// Creates a runtime on an event loop.
    package init(_ loop: EventLoop, _ environment: Environment) {
        self.loop = loop
        self.environment = environment
        logger = Logger(label: "swiftlet.runtime") { label in
            RuntimeLogHandler(label: label, level: environment.logLevel, output: environment.log)
        }
    }

    /// Serves events until it is stopped or fails.
    ///
    /// Must be called on the loop.
    ///
    /// - Parameter deployment: Creates the deployment. An error it throws is reported as a failed initialization.
    /// - Returns: The process's exit code, 0 only after a graceful shutdown.
    package func run(_ deployment: @Sendable () throws -> Deployment) async -> Int32 {
        let client: @Sendable () throws -> RuntimeClient
        do {
            let endpoint = try Self.endpoint(environment.variables)
            client = { [loop, environment] in
                try RuntimeClient(loop, endpoint: endpoint, workingDirectory: environment.workingDirectory)
            }
        } catch {
            logger.critical("\(error) \(Self.howToRunLocally)")
            return 1
        }
        return await serve(deployment, client)
    }

    private static func endpoint(_ variables: [String: String]) throws(EnvironmentError) -> RuntimeEndpoint {
        guard let text = variables[EnvironmentKey.runtimeAPI] else {
            throw EnvironmentError(.missing, "\(EnvironmentKey.runtimeAPI) is not set.")
        }
        return try RuntimeEndpoint(text)
    }

    private static let howToRunLocally =
        "This is the function binary: the platform starts it with the address of its runtime API in that variable, such as "
        + "127.0.0.1:9001. To run the app locally, use its CLI: `invoke FILE` runs one event, `replay DIR` a directory of "
        + "events, `serve` starts a local HTTP server."

    // MARK: - Start

    private func serve(
        _ make: @Sendable () throws -> Deployment,
        _ client: @escaping @Sendable () throws -> RuntimeClient
    ) async -> Int32 {
        let deployment: Deployment
        let runner: InvocationRunner
        do {
            let configuration = try RuntimeConfiguration(
                environment.variables,
                descriptorLimit: environment.descriptorLimit
            )
            for warning in configuration.warnings { logger.warning("\(warning)") }
            deployment = try make()
            runner = try makeRunner(configuration, deployment)
        } catch {
            return await fail(error, in: .initError, client: client)
        }
        var isRestored = false
        if runner.configuration.isSnapStarted {
            do {
                try await deployment.beforeSnapshot(FunctionInfo(environment.variables))
                await environment.willSnapshot()
            } catch {
                return await fail(error, in: .initError, client: client)
            }
            switch await restore(client) {
            case .continue: isRestored = true
            case .drop: break
            case .exit(let code): return code
            }
        }
        do {
            if isRestored { try environment.didRestore() }
            if runner.configuration.isSnapStarted {
                try await deployment.afterRestore(FunctionInfo(environment.variables))
            }
            // After the restore, not before the snapshot: clones must not share connections opened here.
            try await deployment.start()
        } catch {
            return await fail(error, in: isRestored ? .restoreError : .initError, client: client)
        }
        return await serve(deployment, with: runner, client: client)
    }

    private func makeRunner(
        _ configuration: RuntimeConfiguration,
        _ deployment: Deployment
    ) throws -> InvocationRunner {
        let handler: any Handler
        do {
            handler = try deployment.handler(configuration.handlerName)
        } catch {
            throw ErrorReport(error, kind: .runtime("NoSuchHandler"))
        }
        return InvocationRunner(
            loop,
            handler: handler,
            configuration: configuration,
            environment: environment,
            logger: logger
        )
    }

    /// Waits for the restore from a snapshot; `drop` means that the platform does not support it.
    private func restore(_ client: @Sendable () throws -> RuntimeClient) async -> StatusAction {
        do {
            let status = try await client().awaitRestore()
            let action = StatusAction(.restoreNext, status: status)
            if case .exit = action {
                logger.critical("The runtime API returned status \(status) for the restore request: exiting.")
            }
            return status == 404 ? .drop : action
        } catch {
            logger.critical("The runtime API cannot be reached: exiting. \(error)")
            return .exit(1)
        }
    }

    /// Reports a failed initialization to the platform, if possible, and returns the exit code.
    private func fail(
        _ error: any Error,
        in phase: StatusAction.Phase,
        client: @Sendable () throws -> RuntimeClient
    ) async -> Int32 {
        logger.critical("The app could not start: exiting.", error: error)
        let report = ErrorReport(error)
        let delivery: RuntimeClient.Delivery
        do {
            let client = try client()
            delivery = await phase == .restoreError ? client.failRestore(report) : client.failInitialization(report)
        } catch {
            delivery = .undelivered(error)
        }
        switch delivery {
        case .replied(let status, let isRepeated):
            if !(200..<300 ~= status) {
                logger.warning("The runtime API returned status \(status) for the initialization error.")
            }
            if case .exit(let code) = StatusAction(phase, status: status, isRepeated: isRepeated) { return code }
        case .unknown(let error), .undelivered(let error):
            logger.warning("The initialization error could not be reported. \(error)")
        }
        return 1
    }

    // MARK: - Serving

    private func serve(
        _ deployment: Deployment,
        with runner: InvocationRunner,
        client: @escaping @Sendable () throws -> RuntimeClient
    ) async -> Int32 {
        // Before the first event is fetched: afterwards the platform rejects the registration.
        let registration = deployment.needsShutdown ? await registerExtension() : nil
        defer { registration?.shutdownExtension.cancel() }
        let gates = (0..<runner.configuration.maxConcurrency).map { _ in WorkerGate() }
        let latch = EndLatch(count: gates.count) { [weak self] in self?.drain(within: Self.maxInvocationDuration) }
        // If stopped during the start, the gates are closed immediately.
        let (isDraining, isStopped) = state.withLock { state in
            state.gates = gates
            state.running = gates.count
            state.latch = latch
            state.deadlines = runner.deadlines
            state.isTerminationBounded = registration?.isRegistered == true
            return (state.isDraining, state.stopTime != nil)
        }
        if isDraining { closeGates() }
        if isStopped { boundTermination() }
        for (index, gate) in gates.enumerated() {
            let task = Task(executorPreference: loop) { [self] in
                let end: Worker.End
                do {
                    end = await Worker(runner, client: try client(), gate: gate, index: index).run()
                } catch {
                    logger.critical("A worker could not start: exiting.", error: error)
                    end = .failed(1)
                }
                state.withLock { $0.running -= 1 }
                latch.report(end)
            }
            gate.attach(task)
        }
        let end = await latch.wait()
        for gate in gates { gate.abandon() }
        runner.deadlines.close()
        switch end {
        case .stopped:
            await loop.run(for: remainingShutdownTime) { [self] in await shutDown(deployment) }
            return 0
        case .failed(let code):
            await loop.run(for: Self.failedShutdownLimit) { [self] in await shutDown(deployment) }
            return code
        }
    }

    private func registerExtension() async -> (shutdownExtension: ShutdownExtension, isRegistered: Bool)? {
        do {
            let shutdownExtension = try ShutdownExtension(loop, endpoint: Self.endpoint(environment.variables), logger)
            return (shutdownExtension, await shutdownExtension.register())
        } catch {
            logger.debug("The shutdown extension could not be registered: SIGTERM may not arrive. \(error)")
            return nil
        }
    }
}
