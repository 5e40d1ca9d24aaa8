import Foundation

/// A program on the `PATH` that prints facts about this machine.
struct ExternalTool: Sendable {
    private let path: String
    private let environment: [String: String]

    /// Finds the program; `nil` if it is not installed.
    init?(_ name: String, environment: [String: String]) {
        let paths = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
        guard let path = paths.first(where: FileManager.default.isExecutableFile(atPath:)) else { return nil }
        self.path = path
        self.environment = environment.merging(["LC_ALL": "C"]) { $1 }
    }

    /// Runs the program and returns its standard output, whatever its exit status is.
    ///
    /// - Throws: ``PackagingError`` if it cannot be started.
    func output(_ arguments: [String]) throws(PackagingError) -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
            let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            throw PackagingError(.toolFailed, "Cannot run \(path): \(error.localizedDescription)")
        }
    }
}
