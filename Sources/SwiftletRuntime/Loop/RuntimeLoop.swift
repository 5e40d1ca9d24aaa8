package import Logging
internal import Swiftlet
package import SwiftletIO
internal import Synchronization

/// A process that serves events: from its start to the code it exits with.
///
/// It touches nothing of the process itself: environment, log and clock are given to it, so that a test can run it beside
/// others.
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
        var isStopping = false
        var gates: [WorkerGate] = []
        var running = 0
    }

    private let loop: EventLoop
    private let surroundings: Surroundings
    private let logger: Logger
    private let state = Mutex(State())

    /// How long a failing process gives the app to end in order.
    private static let lastWords: Duration = .seconds(1)
    private static let stopInterval: Duration = .milliseconds(10)

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

    // MARK: start

    private func serve(
        _ make: @Sendable () throws -> Deployment,
        _ client: @escaping @Sendable () throws -> RuntimeClient
    ) async -> Int32 {
        let deployment: Deployment
        let service: Service
        do {
            let configuration = try RuntimeConfiguration(surroundings.variables)
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

    // MARK: service

    private func serve(
        _ service: Service,
        _ deployment: Deployment,
        _ client: @escaping @Sendable () throws -> RuntimeClient
    ) async -> Int32 {
        let gates = (0..<service.configuration.maxConcurrency).map { _ in WorkerGate() }
        let latch = EndLatch(count: gates.count)
        // Stopped while it started: then the gates are closed from the beginning.
        let isStopping = state.withLock { state in
            state.gates = gates
            state.running = gates.count
            return state.isStopping
        }
        if isStopping { closeGates() }
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
        service.deadlines.close()
        switch end {
        case .stopped:
            return await shutDown(deployment)
        case .failed(let code):
            for gate in gates { gate.abandon() }
            await Self.bounded(Self.lastWords, on: loop) { [self] in _ = await shutDown(deployment) }
            return code
        }
    }

    private func shutDown(_ deployment: Deployment) async -> Int32 {
        do {
            try await deployment.shutdown()
        } catch {
            // Every event has its answer: the platform has nothing to gain from a failure here.
            logger.error("The app did not end in order.", error: error)
        }
        return 0
    }

    /// Runs `body`, and leaves it behind when it takes too long.
    private static func bounded(
        _ limit: Duration,
        on loop: EventLoop,
        _ body: @escaping @Sendable () async -> Void
    ) async {
        let latch = EndLatch(count: 2)
        let work = Task(executorPreference: loop) {
            await body()
            latch.report(.failed(0))
        }
        let timer = Task(executorPreference: loop) {
            try? await loop.sleep(for: limit)
            latch.report(.failed(0))
        }
        _ = await latch.wait()
        work.cancel()
        timer.cancel()
    }

    // MARK: stop

    /// Stops in order: answers what is in flight, fetches nothing more, ends the app.
    ///
    /// For any thread.
    package func stop() {
        let isFirst = state.withLock { state in
            defer { state.isStopping = true }
            return !state.isStopping
        }
        guard isFirst else { return }
        Task(executorPreference: loop) { [self] in
            closeGates()
            do {
                // First let in what the platform has already sent: an event that is not answered is lost.
                repeat { try await loop.sleep(for: Self.stopInterval) } while interruptWorkers()
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

/// Waits until all workers have stopped, or one has failed.
private final class EndLatch: Sendable {
    private struct State {
        var left: Int
        var end: Worker.End?
        var waiter: CheckedContinuation<Worker.End, Never>?
    }

    private let state: Mutex<State>

    init(count: Int) {
        state = Mutex(State(left: count))
    }

    func report(_ end: Worker.End) {
        let (waiter, end) = state.withLock { state -> (CheckedContinuation<Worker.End, Never>?, Worker.End) in
            state.left -= 1
            if state.end == nil, end != .stopped || state.left == 0 { state.end = end }
            guard let end = state.end else { return (nil, .stopped) }
            return (state.waiter.take(), end)
        }
        waiter?.resume(returning: end)
    }

    func wait() async -> Worker.End {
        await withCheckedContinuation { continuation in
            let end = state.withLock { state in
                if state.end == nil { state.waiter = continuation }
                return state.end
            }
            if let end { continuation.resume(returning: end) }
        }
    }
}
