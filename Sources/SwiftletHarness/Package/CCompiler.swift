import Foundation

/// The C compiler and linker that come with Swift, for the few bytes of a package that no Swift can be.
struct CCompiler: Sendable {
    private let path: String

    /// Finds the compiler on the `PATH`, or beside the `swift` that is there.
    ///
    /// - Throws: ``HarnessError`` if there is none.
    init(environment: [String: String]) throws(HarnessError) {
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let besideSwift = folders.map { URL(filePath: "\($0)/swift").resolvingSymlinksInPath() }
            .filter { FileManager.default.isExecutableFile(atPath: $0.path) }
            .map { $0.deletingLastPathComponent().path }
        let candidates = (besideSwift + folders).map { "\($0)/clang" }
        guard let path = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else {
            throw HarnessError(
                .unavailable,
                "There is no clang on the PATH. It comes with Swift's toolchain: add that."
            )
        }
        self.path = path
    }

    /// Compiles a file that stands on no library, without anything that would differ from one run to the next.
    ///
    /// - Parameters:
    ///   - source: the program's text.
    ///   - machine: what it runs on.
    ///   - arguments: further arguments of the compiler.
    ///   - files: further files that the arguments name, by their names; the compiler runs where they are.
    /// - Returns: the file that was made.
    /// - Throws: ``HarnessError`` with what the compiler says.
    func compile(
        _ source: String,
        for machine: ELFFile.Machine,
        _ arguments: [String],
        files: [String: String] = [:]
    ) throws -> [UInt8] {
        guard let target = machine.name else {
            throw HarnessError(.usage, "A function runs on x86_64 or aarch64, and the program is for neither.")
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
            throw HarnessError(.unavailable, "\(path) failed:\n\(String(decoding: said, as: UTF8.self))")
        }
        return Array(try Data(contentsOf: folder.appending(path: "result")))
    }
}
