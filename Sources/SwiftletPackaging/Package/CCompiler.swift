import Foundation

/// The C compiler of the Swift toolchain, for the launcher and the stub libraries.
struct CCompiler: Sendable {
    let path: String

    /// Finds clang beside `swift` or on the `PATH`.
    ///
    /// - Throws: ``PackagingError`` if it is not found.
    init(environment: [String: String]) throws(PackagingError) {
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let besideSwift = folders.map { URL(filePath: "\($0)/swift").resolvingSymlinksInPath() }
            .filter { FileManager.default.isExecutableFile(atPath: $0.path) }
            .map { $0.deletingLastPathComponent().path }
        let candidates = (besideSwift + folders).map { "\($0)/clang" }
        guard let path = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else {
            throw PackagingError(
                .toolFailed,
                "clang not found on the PATH. Add the Swift toolchain, which includes it."
            )
        }
        self.path = path
    }

    /// Compiles a freestanding C file reproducibly.
    ///
    /// - Parameters:
    ///   - source: The C source.
    ///   - machine: The target architecture.
    ///   - arguments: Additional arguments for the compiler.
    ///   - files: Additional input files by name, written to the compiler's working directory.
    /// - Returns: The compiled file.
    /// - Throws: ``PackagingError`` with the compiler's output.
    func compile(
        _ source: String,
        for machine: ELFFile.Machine,
        _ arguments: [String],
        files: [String: String] = [:]
    ) throws -> [UInt8] {
        guard let target = machine.name else {
            throw PackagingError(.invalidInput, "Unsupported architecture: Lambda runs x86_64 and aarch64.")
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "package-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files.merging(["source.c": source], uniquingKeysWith: { $1 }) {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.currentDirectoryURL = folder
        process.arguments =
            [
                "--target=\(target)-unknown-linux-gnu", "-fuse-ld=lld", "-nostdlib", "-ffreestanding", "-Oz", "-s",
                "-fno-stack-protector", "-fno-asynchronous-unwind-tables", "-Wl,--build-id=none", "-Wl,--no-rosegment",
            ] + arguments + ["-o", "result", "source.c"]
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw PackagingError(.toolFailed, "\(path) failed:\n\(String(decoding: said, as: UTF8.self))")
        }
        return Array(try Data(contentsOf: folder.appending(path: "result")))
    }
}
