package import Foundation

/// Runs the compiler on sources that use the modules of this package, with the settings of its targets.
package enum SourceCompiler {
    /// Type-checks sources as one module.
    ///
    /// - Parameters:
    ///   - sources: The sources by file name.
    ///   - options: Additional options of the compiler.
    /// - Returns: The output of the compiler, with its errors.
    /// - Throws: An error if the compiler cannot be run.
    package static func check(_ sources: [String: String], options: [String] = []) async throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "swiftlet-sources-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, source) in sources {
            try Data(source.utf8).write(to: folder.appending(path: name))
        }
        return try run(arguments + options + sources.keys.sorted().map { folder.appending(path: $0).path })
    }

    private static func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }

    /// The directory with the products of the build of the tests.
    package static let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()

    private static let arguments: [String] = {
        let compiler = (ProcessInfo.processInfo.environment["SWIFT"] ?? "swift") + "c"
        let features = [
            "ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility", "NonisolatedNonsendingByDefault",
        ]
        return [
            compiler, "-typecheck", "-wmo", "-parse-as-library", "-swift-version", "6", "-module-name", "Sources",
            "-strict-memory-safety", "-diagnostic-style=llvm", "-I", products.appending(path: "Modules").path,
        ] + features.flatMap { ["-enable-upcoming-feature", $0] }
    }()
}
