import Foundation

/// A program that is run as a person would, and what it printed.
struct Command: Sendable {
    let status: Int32
    let output: String

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - words: the program and its arguments.
    ///   - folder: where it runs.
    ///   - sign: what it prints when it has started, and is then interrupted as by Ctrl-C; nil to wait for its end.
    /// - Returns: how it ended, and what it printed.
    /// - Throws: an error if there is no such program.
    static func run(
        _ words: [String],
        in folder: URL = Document.root,
        interruptedWhen sign: String? = nil
    ) async throws -> Command {
        let file = FileManager.default.temporaryDirectory.appending(path: "swiftlet-command-\(UUID())")
        try Data().write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let output = try FileHandle(forWritingTo: file)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = folder
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        let end = AsyncStream<Int32> { ends in
            process.terminationHandler = {
                ends.yield($0.terminationStatus)
                ends.finish()
            }
        }
        try process.run()
        // Whatever ends the test, the program does not outlive it.
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        if let sign {
            while process.isRunning, try !String(contentsOf: file, encoding: .utf8).contains(sign) {
                try await Task.sleep(for: .milliseconds(50))
            }
            process.interrupt()
        }
        var status: Int32 = -1
        for await ended in end { status = ended }
        try Task.checkCancellation()
        return Command(status: status, output: try String(contentsOf: file, encoding: .utf8))
    }
}
