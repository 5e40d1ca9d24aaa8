import Foundation
import Testing

/// Sources that use the macros, as the compiler sees them with the plugin that was built along with the tests.
///
/// The macros are tested through the compiler, and not as functions of syntax trees, for which swift-syntax and the core
/// would have to be built a second time.
struct MacroCompiler {
    /// What the compiler printed: the expansions and the errors.
    let output: String

    /// Type checks sources, all as one module.
    ///
    /// - Parameter sources: the sources by the names of their files.
    /// - Throws: an error if the compiler cannot be run; those of the sources are in ``output``.
    init(checking sources: [String: String]) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "swiftlet-macros-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, source) in sources {
            try Data(source.utf8).write(to: folder.appending(path: name))
        }
        output = try await Self.run(arguments + sources.keys.sorted().map { folder.appending(path: $0).path })
    }

    /// What the macro of a struct expands to: its members and the extension.
    func expansion(of type: String) -> (members: String, conformance: String) {
        let members = buffers.first { $0.name.contains("\(type.utf8.count)\(type)") && $0.name.hasSuffix("fMm_") }
        let conformance = buffers.first { $0.text.hasPrefix("extension \(type)") }
        return (String(members?.text ?? ""), String(conformance?.text ?? ""))
    }

    /// The errors in a file: line, column and message.
    func errors(in file: String) -> [String] {
        output.split(separator: "\n")
            .compactMap { line in
                line.firstRange(of: "/\(file):").map { String(line[$0.upperBound...]) }
            }
            .filter { $0.contains(" error: ") }
    }

    /// The expansions, each under its mangled name.
    private var buffers: [(name: Substring, text: Substring)] {
        let rule = "------------------------------\n"
        return output.split(separator: "@__swiftmacro_").dropFirst()
            .map { buffer in
                let parts = buffer.split(separator: ".swift\n\(rule)", maxSplits: 1)
                let text = parts.last?.split(separator: "\n\(rule)", maxSplits: 1, omittingEmptySubsequences: false)
                    .first
                return (parts.first ?? "", text ?? "")
            }
    }

    private static func run(_ arguments: [String]) async throws -> String {
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
}

/// The compiler with the settings of this package's targets.
private let arguments: [String] = {
    let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let compiler = (ProcessInfo.processInfo.environment["SWIFT"] ?? "swift") + "c"
    let features = [
        "ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility", "NonisolatedNonsendingByDefault",
    ]
    return [
        compiler, "-typecheck", "-wmo", "-parse-as-library", "-swift-version", "6", "-module-name", "Sources",
        "-package-name", "sources", "-warnings-as-errors", "-strict-memory-safety", "-diagnostic-style=llvm",
        "-Xfrontend", "-dump-macro-expansions", "-I", products.appending(path: "Modules").path,
        "-load-plugin-executable",
        products.appending(path: "SwiftletMacrosPlugin-tool").path + "#SwiftletMacrosPlugin",
    ] + features.flatMap { ["-enable-upcoming-feature", $0] }
}()
