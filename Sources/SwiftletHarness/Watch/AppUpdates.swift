/// Builds and restarts the app after changes.
struct AppUpdates: Sendable {
    let build: PackageBuild
    let supervisor: AppSupervisor
    let console: Console.Stream

    /// Starts the app as it was built last.
    func start() async {
        if let failure = await supervisor.replace() {
            console.print(Style.red("\(failure.title). Waiting for a change.", on: console))
        }
    }

    /// Applies changes until `next` throws an error.
    ///
    /// A change during a build cancels it, and another build begins.
    ///
    /// - Parameter next: Waits for changes.
    /// - Throws: The error of `next`.
    func follow(_ next: () async throws -> WatchedChange) async throws {
        var pending: WatchedChange = []
        var running: Task<Bool, Never>?
        defer { running?.cancel() }
        do {
            while true {
                let change = try await next()
                running?.cancel()
                if await running?.value == true { pending = [] }
                pending.formUnion(change)
                running = Task { [pending] in await apply(pending) }
            }
        } catch {
            // No process may outlive this one.
            running?.cancel()
            _ = await running?.value
            throw error
        }
    }

    /// Builds the app after a change of its sources, and replaces the process.
    ///
    /// - Returns: Whether the change was applied: not if the task was cancelled.
    func apply(_ change: WatchedChange) async -> Bool {
        let start = ContinuousClock.now
        if change.contains(.sources) {
            console.print("Building \(build.package.product)…")
            switch await build.run() {
            case .cancelled: return false
            case .failed(let failure):
                await supervisor.setBuildFailure(failure)
                await print(failure)
                return true
            case .succeeded: break
            }
            let isUnchanged = await supervisor.programVersion == build.package.programVersion
            if isUnchanged, await supervisor.isServing, !change.contains(.environment) {
                await supervisor.setBuildFailure(nil)
                console.print("Built in \(Elapsed(since: start)); the executable has not changed.")
                return true
            }
        }
        if let failure = await supervisor.replace(afterBuild: change.contains(.sources)) {
            await print(failure)
        } else {
            let verb = change.contains(.sources) ? "Rebuilt" : "Restarted"
            console.print(Style.green("\(verb) in \(Elapsed(since: start))", on: console))
        }
        return true
    }

    private func print(_ failure: WatchFailure) async {
        let state = await supervisor.isServing ? "still serving the previous version" : "no version is running"
        console.print(Style.red("\(failure.title); \(state).", on: console))
    }
}
