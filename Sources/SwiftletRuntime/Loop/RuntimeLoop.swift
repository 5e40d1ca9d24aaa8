package import Logging
import Swiftlet
package import SwiftletIO
import Synchronization

/// A process that serves events, from its start to its exit code.
///
/// It touches nothing of the process itself: environment, log and clock are injected, so that several can run in one test
/// process.
package final class RuntimeLoop: Sendable {
    /// What the process is made of.
    package struct Surroundings: Sendable {
        /// The environment variables.
        package var variables: [String: String]
        /// Where the log goes.
        package var log: RuntimeLogHandler.Output
        /// The least level that is logged.
        package var logLevel: Logger.Level = .info
        /// The directory the process runs in, which X-Ray is told.
        package var workingDirectory = "/"
        /// How often an unreachable runtime API is tried again.
        package var retry = RetryPolicy()
        /// How many descriptors the process may open.
        package var descriptorLimit = Int.max
        /// The time from SIGTERM to the exit of the process, where the platform sends that signal because of a registered
        /// extension.
        ///
        /// Lambda kills the process after 300 ms if there are external extensions, and otherwise after 500 ms. Invocations
        /// in flight are cancelled after half of the time and abandoned after two thirds; the shutdown of the app has the
        /// rest.
        package var terminationGracePeriod: Duration = .milliseconds(280)
        /// Publishes the trace id of the invocation under way, or withdraws it.
        package var exportTraceID: @Sendable (String?) -> Void = { _ in }
        /// Runs after a restore from a snapshot, before the app starts: renews what copies of the process must not share.
        package var didRestore: @Sendable () throws -> Void = {}

        /// Makes surroundings.
        package init(variables: [String: String], log: RuntimeLogHandler.Output) {
            self.variables = variables
            self.log = log
        }
    }

    private struct State {
        /// Workers fetch no more events.
        var isDraining = false
        /// When the process was asked to stop.
        var stopTime: ContinuousClock.Instant?
        var gates: [WorkerGate] = []
        var running = 0
        /// The invocations under way, once workers run.
        var deadlines: DeadlineWatch?
        /// Waits for the workers, once they run.
        var latch: EndLatch?
        /// Whether the platform sends SIGTERM, and how long before it kills the process is known.
        var isTerminationBounded = false
    }

    private let loop: EventLoop
    private let surroundings: Surroundings
    private let logger: Logger
    private let state = Mutex(State())

    /// How long the app may take to shut down.
    private static let shutdownLimit: Duration = .seconds(10)
    /// How long the app may take to shut down in a process that has failed.
    private static let failedShutdownLimit: Duration = .seconds(1)
    /// The longest time limit of an invocation, which bounds the wait for those in flight after a failure.
    private static let longestInvocation: Duration = .seconds(900)
    private static let drainInterval: Duration = .milliseconds(10)

    /// Makes a process on a loop.
    package init(_ loop: EventLoop, _ surroundings: Surroundings) {
        self.loop = loop
        self.surroundings = surroundings
        logger = Logger(label: "swiftlet.runtime") { label in
            RuntimeLogHandler(label: label, level: surroundings.logLevel, output: surroundings.log)
        }
    }

    /// Serves until it is stopped or cannot go on, and returns the process's exit code: 0 only for a stop in order.
    ///
    /// To be called on the loop.
    ///
    /// - Parameter deployment: makes what is deployed. What it throws is reported as a failed start.
    /// - Returns: the code.
    package func run(_ deployment: @Sendable () throws -> Deployment) async -> Int32 {
        let client: @Sendable () throws -> RuntimeClient
        do {
            let endpoint = try Self.endpoint(surroundings.variables)
            client = { [loop, surroundings] in
                try RuntimeClient(loop, endpoint: endpoint, workingDirectory: surroundings.workingDirectory)
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
        "This program is a deployed function: the platform starts it and says there where its runtime API is, as in "
        + "127.0.0.1:9001. To run the app here, use its command-line tool: `invoke FILE` answers one event, `replay DIR` a "
        + "folder of them, `serve` is a local HTTP server."

    // MARK: Start

    private func serve(
        _ make: @Sendable () throws -> Deployment,
        _ client: @escaping @Sendable () throws -> RuntimeClient
    ) async -> Int32 {
        let deployment: Deployment
        let service: Service
        do {
            let configuration = try RuntimeConfiguration(
                surroundings.variables,
                descriptorLimit: surroundings.descriptorLimit
            )
            for warning in configuration.warnings { logger.warning("\(warning)") }
            deployment = try make()
            service = try self.service(configuration, deployment)
        } catch {
            return await giveUp(.initError, error, client)
        }
        var isRestored = false
        if service.configuration.isSnapStarted {
            switch await restore(client) {
            case .continue: isRestored = true
            case .drop: break
            case .exit(let code): return code
            }
        }
        do {
            if isRestored { try surroundings.didRestore() }
            // After a restore rather than before the snapshot: what is opened here must not be shared by its copies.
            try await deployment.start()
        } catch {
            return await giveUp(isRestored ? .restoreError : .initError, error, client)
        }
        return await serve(service, deployment, client)
    }

    private func service(_ configuration: RuntimeConfiguration, _ deployment: Deployment) throws -> Service {
        let handler: any Handler
        do {
            handler = try deployment.handler(configuration.handlerName)
        } catch {
            throw ErrorReport(error, kind: .runtime("NoSuchHandler"))
        }
        return Service(
            loop,
            handler: handler,
            configuration: configuration,
            surroundings: surroundings,
            logger: logger
        )
    }

    /// Waits for the restore.
    ///
    /// `drop` means that there is none on this platform.
    private func restore(_ client: @Sendable () throws -> RuntimeClient) async -> Disposition {
        do {
            let status = try await client().awaitRestore()
            let disposition = Disposition(.restoreNext, status: status)
            if case .exit = disposition {
                logger.critical("The runtime API answered \(status) to the wait for the restore: exiting.")
            }
            return status == 404 ? .drop : disposition
        } catch {
            logger.critical("The runtime API cannot be reached: exiting. \(error)")
            return .exit(1)
        }
    }

    /// Reports a failed start, as well as it can be, and says the exit code.
    private func giveUp(
        _ phase: Disposition.Phase,
        _ error: any Error,
        _ client: @Sendable () throws -> RuntimeClient
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
        case .answered(let status, let isRepeated):
            if !(200..<300 ~= status) {
                logger.warning("The runtime API answered \(status) to the report of the failed start.")
            }
            if case .exit(let code) = Disposition(phase, status: status, isRepeated: isRepeated) { return code }
        case .unknown(let error), .undelivered(let error):
            logger.warning("The failed start could not be reported. \(error)")
        }
        return 1
    }

    // MARK: Service

    private func serve(
        _ service: Service,
        _ deployment: Deployment,
        _ client: @escaping @Sendable () throws -> RuntimeClient
    ) async -> Int32 {
        // Before the first event is fetched: later the platform rejects the registration.
        let registration = deployment.needsShutdown ? await registerExtension() : nil
        defer { registration?.shutdownExtension.cancel() }
        let gates = (0..<service.configuration.maxConcurrency).map { _ in WorkerGate() }
        let latch = EndLatch(count: gates.count) { [weak self] in self?.drain(within: Self.longestInvocation) }
        // Stopped during the start: then the gates are closed from the beginning.
        let (isDraining, isStopped) = state.withLock { state in
            state.gates = gates
            state.running = gates.count
            state.latch = latch
            state.deadlines = service.deadlines
            state.isTerminationBounded = registration?.isRegistered == true
            return (state.isDraining, state.stopTime != nil)
        }
        if isDraining { closeGates() }
        if isStopped { boundTermination() }
        for (index, gate) in gates.enumerated() {
            let task = Task(executorPreference: loop) { [self] in
                let end: Worker.End
                do {
                    end = await Worker(service, client: try client(), gate: gate, index: index).run()
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
        service.deadlines.close()
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
            let shutdownExtension = try ShutdownExtension(loop, endpoint: Self.endpoint(surroundings.variables), logger)
            return (shutdownExtension, await shutdownExtension.register())
        } catch {
            logger.debug("The shutdown extension could not be registered: SIGTERM may not arrive. \(error)")
            return nil
        }
    }

    private func shutDown(_ deployment: Deployment) async {
        do {
            try await deployment.shutdown()
        } catch {
            // Every event has its response: the platform has nothing to gain from a failure here.
            logger.error("The app failed to shut down.", error: error)
        }
    }

    private var remainingShutdownTime: Duration {
        let (stopTime, isBounded) = state.withLock { ($0.stopTime, $0.isTerminationBounded) }
        guard let stopTime, isBounded else { return Self.shutdownLimit }
        let elapsed = stopTime.duration(to: .now)
        return max(surroundings.terminationGracePeriod / 3, surroundings.terminationGracePeriod - elapsed)
    }

    // MARK: Stop

    /// Stops: finishes invocations in flight, fetches no more events, shuts the app down.
    ///
    /// Where the platform kills the process after a certain time, invocations that take longer are cancelled.
    ///
    /// For any thread.
    package func stop() {
        let isFirst = state.withLock { state in
            guard state.stopTime == nil else { return false }
            state.stopTime = .now
            return true
        }
        guard isFirst else { return }
        drain()
        boundTermination()
    }

    /// Ends the wait for invocations in flight in time for the shutdown.
    ///
    /// They are cancelled a little earlier, so that those that end then can still send their responses.
    private func boundTermination() {
        let (isBounded, stopTime, deadlines) = state.withLock { state in
            (state.isTerminationBounded, state.stopTime, state.deadlines)
        }
        guard isBounded else { return }
        // Where the process was stopped during its start, a part of the time is over.
        let elapsed = stopTime?.duration(to: .now) ?? .zero
        let gracePeriod = surroundings.terminationGracePeriod
        expire(after: max(.zero, gracePeriod * 2 / 3 - elapsed))
        let patience = max(.zero, gracePeriod / 2 - elapsed)
        Task(executorPreference: loop) { [loop] in
            try? await loop.sleep(for: patience)
            deadlines?.cancelAll()
        }
    }

    private func expire(after limit: Duration) {
        let latch = state.withLock(\.latch)
        Task(executorPreference: loop) { [loop] in
            try? await loop.sleep(for: limit)
            latch?.expire()
        }
    }

    /// Lets every worker finish its invocation, and fetch no more.
    ///
    /// - Parameter limit: how long to wait for them; `nil` for as long as it takes.
    private func drain(within limit: Duration? = nil) {
        if let limit { expire(after: limit) }
        let isFirst = state.withLock { state in
            defer { state.isDraining = true }
            return !state.isDraining
        }
        guard isFirst else { return }
        Task(executorPreference: loop) { [self] in
            closeGates()
            do {
                // First let in what the platform has already sent: an event without a response is lost.
                repeat { try await loop.sleep(for: Self.drainInterval) } while interruptWorkers()
            } catch {
                return
            }
        }
    }

    private func closeGates() {
        for gate in state.withLock(\.gates) { gate.close() }
    }

    /// Returns whether workers are left.
    private func interruptWorkers() -> Bool {
        let (gates, running) = state.withLock { ($0.gates, $0.running) }
        for gate in gates { gate.interrupt() }
        return running > 0
    }
}
