import ArgumentParser
import Hummingbird

/// The options of `serve` for watching, and those that the watching process passes to the app's process.
struct WatchOptions: ParsableArguments {
    @Flag(help: "Build and restart the app when the sources of its package or the .env file change.")
    var watch = false

    @Option(help: ArgumentHelp("The URL of the watching process, which forwards requests.", visibility: .hidden))
    var watchedAt: String?

    @Flag(help: ArgumentHelp("The app was served before.", visibility: .hidden))
    var restarted = false

    @Option(help: ArgumentHelp("The file of the console in the watching process.", visibility: .hidden))
    var consoleFile: String?

    /// The arguments of the app's process: those of this process, without `--watch`.
    ///
    /// - Parameters:
    ///   - arguments: The arguments of this process.
    ///   - url: The URL of this process.
    ///   - consoleFile: The path of the console's file; `nil` without the console.
    ///   - isRestart: Whether the app was served before.
    /// - Returns: The arguments.
    static func arguments(
        from arguments: [String],
        watchedAt url: String,
        consoleFile: String?,
        isRestart: Bool
    ) -> [String] {
        arguments.filter { $0 != "--watch" } + ["--watched-at", url]
            + (consoleFile.map { ["--console-file", $0] } ?? []) + (isRestart ? ["--restarted"] : [])
    }

    /// Splits a request of the watching process into the client's request and the client's address.
    func received(_ request: Hummingbird.Request) -> (request: Hummingbird.Request, client: String?) {
        guard watchedAt != nil, let client = request.headers[.watchClient] else { return (request, nil) }
        var head = request.head
        head.headerFields[.watchClient] = nil
        return (Hummingbird.Request(head: head, body: request.body), client)
    }
}
