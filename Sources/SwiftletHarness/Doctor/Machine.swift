import Foundation

/// The machine that the doctor checks.
struct Machine: Sendable {
    /// The path of an executable, or `nil` if it is not in the `PATH`.
    let find: @Sendable (_ program: String) -> String?
    /// The standard output of a command, or `nil` if it cannot run, fails, or times out after a few seconds.
    let output: @Sendable (_ program: String, _ arguments: [String]) -> String?
    /// Whether a path is a readable file.
    let reads: @Sendable (_ path: String) -> Bool

    /// The local machine.
    static func local(_ environment: [String: String]) -> Machine {
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
        let find: @Sendable (String) -> String? = { program in
            folders.lazy.map { "\($0)/\(program)" }.first(where: FileManager.default.isExecutableFile)
        }
        return Machine(
            find: find,
            output: { program, arguments in
                find(program).flatMap { run($0, arguments: arguments, environment: environment) }
            },
            reads: FileManager.default.isReadableFile
        )
    }

    private static func run(_ path: String, arguments: [String], environment: [String: String]) -> String? {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = environment
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            return nil
        }
        // A command that hangs counts as missing.
        let id = process.processIdentifier
        let deadline = DispatchWorkItem { kill(id, SIGTERM) }
        DispatchQueue.global().asyncAfter(deadline: .now() + 10, execute: deadline)
        let data = (try? output.fileHandleForReading.readToEnd()) ?? Data()
        process.waitUntilExit()
        deadline.cancel()
        guard process.terminationStatus == 0 else { return nil }
        return String(decoding: data, as: UTF8.self)
    }
}
