import Foundation
import SwiftletServer

/// `serve --watch`: forwards requests to a process of the app, and builds and replaces it after each change.
struct WatchSession: Sendable {
    let cli: HarnessCLI
    let package: WatchedPackage
    /// The address and the port to listen on.
    let host: String
    let port: Int
    /// The file of the console, which outlives the processes of the app; `nil` without the console.
    private let consoleFile: ConsoleFile?
    /// The environment of this process.
    ///
    /// The app's process reads the `.env` file itself, which may have changed.
    private let environment = ProcessInfo.processInfo.environment
    private let arguments = Array(CommandLine.arguments.dropFirst())

    private var console: Console.Stream { cli.console.errors }

    /// - Parameters:
    ///   - cli: The CLI.
    ///   - host: The address to listen on.
    ///   - port: The port; 0 selects a free port.
    ///   - hasConsole: Whether the console is served.
    /// - Throws: ``HarnessError`` if the CLI is not in a package.
    init(_ cli: HarnessCLI, host: String, port: Int, hasConsole: Bool) throws {
        self.cli = cli
        package = try WatchedPackage.current()
        self.host = host
        self.port = port
        var generator = SystemRandomNumberGenerator()
        let access = ConsoleAccess(listeningOn: host, using: &generator)
        consoleFile = hasConsole ? try ConsoleFile.create(token: access.token) : nil
    }

    /// Serves until interrupted.
    ///
    /// - Throws: ``HarnessError`` if the port is not available, or the sources cannot be watched.
    func run() async throws {
        let files = WatchedFiles(
            root: package.root,
            workingDirectory: FileManager.default.currentDirectoryPath
        )
        let watcher = try FileWatcher(files)
        try await Interruption.afterFirst { untilInterrupted in
            // The app's process prints the URL, which is known once the server listens.
            let proxy = Promise<WatchProxy>()
            let server = try await HTTPServer.start(host: host, port: port, option: "--port") { request, connection in
                try await proxy.value.respond(to: request, connection)
            }
            let url = HTTPServer.url(host: host, port: server.port)
            let supervisor = AppSupervisor(console: console) { launch(watchedAt: url, isRestart: $0) }
            proxy.resolve(WatchProxy(supervisor: supervisor))
            let updates = AppUpdates(
                build: PackageBuild(package, environment: environment, output: console),
                supervisor: supervisor,
                console: console
            )
            console.print("Watching \(package.root)")
            let following = Task {
                await updates.start()
                do {
                    try await updates.follow { try await watcher.next(on: cli.loop) }
                } catch is CancellationError {
                    return
                } catch {
                    console.print("Changes are not watched any more: \(error)")
                }
            }
            await untilInterrupted()
            console.print("Shutting down after the requests in flight; press Ctrl-C again to stop immediately.")
            following.cancel()
            async let stopped: Void = supervisor.stop()
            await following.value
            await server.stop()
            await stopped
            console.print("Stopped.")
        }
    }

    private func launch(watchedAt url: String, isRestart: Bool) -> AppProcess.Launch {
        var environment = environment
        // The output goes through a pipe to this terminal.
        if console.usesColor { environment["FORCE_COLOR"] = "1" }
        return AppProcess.Launch(
            package: package,
            arguments: WatchOptions.arguments(
                from: arguments,
                watchedAt: url,
                consoleFile: consoleFile?.path,
                isRestart: isRestart
            ),
            environment: environment,
            output: console,
            loop: cli.loop
        )
    }
}
