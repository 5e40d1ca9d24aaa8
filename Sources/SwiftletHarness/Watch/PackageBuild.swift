import Foundation
import SwiftletEmulator
import Synchronization

/// Builds the CLI of a package with `swift build`.
struct PackageBuild: Sendable {
    /// The outcome of a build.
    enum Outcome: Hashable, Sendable {
        case succeeded
        case failed(WatchFailure)
        case cancelled
    }

    /// The time after which a cancelled build is killed.
    private static let interruptLimit = Duration.seconds(5)

    let package: WatchedPackage
    let environment: [String: String]
    /// The command to run, with its arguments; tests replace it.
    var command: [String]
    /// Receives the output as it is printed.
    let output: Console.Stream

    /// Creates a build.
    init(_ package: WatchedPackage, environment: [String: String], output: Console.Stream) {
        self.package = package
        self.environment = environment
        self.output = output
        // A compiler other than that of the search path may be selected, as in the Makefile.
        command = ["/usr/bin/env", environment["SWIFT"] ?? "swift"] + package.buildArguments
    }

    /// Runs the build; cancelling the task interrupts it.
    func run() async -> Outcome {
        let text = Mutex<[UInt8]>([])
        let ended = Promise<String>()
        do {
            let (pipe, process) = try OutputPipe.make { bytes in
                text.withLock { $0 += bytes }
                output.write(bytes)
            } _: { descriptor in
                try ChildProcess.start(
                    program: command[0],
                    arguments: Array(command.dropFirst()),
                    environment: environment,
                    output: .pipe(descriptor),
                    endsWithParent: true,
                    onEnd: ended.resolve
                )
            }
            let end = await withTaskCancellationHandler {
                await ended.value
            } onCancel: {
                process.interrupt()
                Task {
                    try? await Task.sleep(for: Self.interruptLimit)
                    process.kill()
                }
            }
            pipe.drain()
            if Task.isCancelled { return .cancelled }
            if end == ChildProcess.success { return .succeeded }
            let printed = String(decoding: text.withLock { $0 }, as: UTF8.self)
            return .failed(WatchFailure(build: printed.isEmpty ? "swift build: \(end)" : printed, of: package))
        } catch {
            return .failed(WatchFailure(title: "The build could not be started: \(error)"))
        }
    }
}
