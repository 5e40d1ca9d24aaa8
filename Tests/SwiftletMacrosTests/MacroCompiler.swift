import Foundation
import Testing

/// Runs the compiler on sources that use the macros, with the plugin from the build of the tests.
///
/// The tests run the compiler instead of calling the macros on syntax trees, because a test target that depends on the macro
/// target would build swift-syntax and the core a second time.
struct MacroCompiler {
    /// The output of the compiler: the expansions and the errors.
    let output: String

    /// Type-checks sources as one module.
    ///
    /// - Parameter sources: The sources by file name.
    /// - Throws: An error if the compiler cannot be run. Errors in the sources are in ``output``.
    init(checking sources: [String: String]) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "swiftlet-macros-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, source) in sources {
            try Data(source.utf8).write(to: folder.appending(path: name))
        }
        output = try await Self.run(arguments + sources.keys.sorted().map { folder.appending(path: $0).path })
    }

    /// Returns the expansion of the macro on a struct: the members and the extension.
    func expansion(of type: String) -> (members: String, conformance: String) {
        let members = buffers.first { $0.name.contains("\(type.utf8.count)\(type)") && $0.name.hasSuffix("fMm_") }
        let conformance = buffers.first { $0.text.hasPrefix("extension \(type)") }
        return (String(members?.text ?? ""), String(conformance?.text ?? ""))
    }

    /// Returns the errors in a file: line, column and message.
    func errors(in file: String) -> [String] {
        output.split(separator: "\n")
            .compactMap { line in
                line.firstRange(of: "/\(file):").map { String(line[$0.upperBound...]) }
            }
            .filter { $0.contains(" error: ") }
    }

    /// The expansions with their mangled names.
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

/// The compiler invocation, with the settings of this package's targets.
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
