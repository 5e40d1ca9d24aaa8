import Foundation

/// The result of running a program: its exit status and its output.
struct Command: Sendable {
    let status: Int32
    let output: String

    /// Runs a program until it exits.
    ///
    /// - Parameters:
    ///   - words: The program and its arguments.
    ///   - folder: The working directory.
    ///   - sign: The output after which the program is interrupted, as by Ctrl-C; `nil` to wait until it exits.
    /// - Returns: The exit status and the output.
    /// - Throws: An error if the program does not exist.
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
        // However the test ends, the program must not outlive it.
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
