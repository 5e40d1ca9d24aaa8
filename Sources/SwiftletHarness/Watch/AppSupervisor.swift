/// Keeps a process of the app running: replaces it with that of a new version, and restarts it after a crash.
actor AppSupervisor {
    /// A crash before this time, without a request, is a failure of the start: restarting would crash again.
    private static let minimumUptime = Duration.seconds(1)

    private let launch: @Sendable (_ isRestart: Bool) -> AppProcess.Launch
    private let console: Console.Stream

    /// The process that receives requests.
    private var current: AppProcess?
    /// The process that is starting.
    private var starting: AppProcess?
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var hasServed = false
    private var isStopped = false
    private var buildFailure: WatchFailure?
    private var startFailure: WatchFailure?
    /// The number of builds and starts, except those after a crash.
    private(set) var version = 0

    /// Creates a supervisor without a process.
    ///
    /// - Parameters:
    ///   - console: Receives messages about crashes.
    ///   - launch: Returns how to start a process, given whether there was one before.
    init(console: Console.Stream, launch: @escaping @Sendable (_ isRestart: Bool) -> AppProcess.Launch) {
        self.console = console
        self.launch = launch
    }

    /// Why the app does not run as its sources are now.
    var failure: WatchFailure? { buildFailure ?? startFailure }
    /// The version of the executable that was started last.
    var programVersion: WatchedPackage.ProgramVersion? { (starting ?? current)?.version }
    /// Whether a process receives requests.
    var isServing: Bool { current != nil }

    /// Records the outcome of a build.
    ///
    /// - Parameter failure: Why it failed; `nil` if it succeeded.
    func setBuildFailure(_ failure: WatchFailure?) {
        buildFailure = failure
        version += 1
    }

    /// Starts a process, which receives all requests once it is ready.
    ///
    /// The previous process finishes its requests and exits.
    ///
    /// - Parameter isBuilt: Whether a build has succeeded before: its failures are shown until the process is ready, because
    ///   the page loads itself again without them.
    /// - Returns: Why the start has failed; the previous process, if any, then keeps running.
    @discardableResult
    func replace(afterBuild isBuilt: Bool = false) async -> WatchFailure? {
        let failure = await start()
        if isBuilt { buildFailure = nil }
        version += 1
        return failure
    }

    /// Returns a process for a request, after waiting for one that is starting if there is no other.
    ///
    /// - Parameter line: The method and the target of the request.
    /// - Returns: The process; `nil` if none has started.
    func lease(_ line: String) async -> AppProcess.Lease? {
        while true {
            if let lease = current?.begin(line) { return lease }
            guard starting != nil, !isStopped else { return nil }
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    /// Stops starting processes, and terminates the current one once its requests have finished.
    func stop() async {
        isStopped = true
        starting?.kill()
        settle()
        guard let current else { return }
        current.retire()
        _ = await current.ended.value
    }

    private func start() async -> WatchFailure? {
        guard !isStopped else { return nil }
        starting?.kill()
        let process = AppProcess(launch(hasServed))
        starting = process
        let start = await process.started.value
        guard starting === process, !isStopped else {
            process.kill()
            return nil
        }
        starting = nil
        defer { settle() }
        switch start {
        case .failed(let report):
            startFailure = WatchFailure(title: "The app failed to start: \(report.message)", output: report.output)
        case .ready:
            current?.retire()
            current = process
            hasServed = true
            startFailure = nil
            let readySince = ContinuousClock.now
            Task { [weak self] in
                await process.crashed.value
                await self?.crashed(process, after: readySince.duration(to: .now))
            }
        }
        return startFailure
    }

    private func crashed(_ process: AppProcess, after uptime: Duration) async {
        guard current === process, !isStopped else { return }
        current = nil
        Task { [console] in
            let report = await process.ended.value
            console.print(Style.red(WatchFailure(report).title, on: console))
            for request in report.requests { console.print("  during \(request)") }
        }
        // A new version takes over.
        guard starting == nil else { return }
        if uptime < Self.minimumUptime, !process.hasServed {
            startFailure = WatchFailure(await process.ended.value)
            version += 1
            return settle()
        }
        let start = ContinuousClock.now
        if await self.start() == nil, starting == nil, !isStopped {
            console.print("Restarted in \(Elapsed(since: start)).")
        }
    }

    /// Lets the waiting requests continue.
    private func settle() {
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
}
