import Foundation
import TestSupport

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
        let plugin = SourceCompiler.products.appending(path: "SwiftletMacrosPlugin-tool").path
        output = try await SourceCompiler.check(
            sources,
            options: [
                "-package-name", "sources", "-warnings-as-errors", "-Xfrontend", "-dump-macro-expansions",
                "-load-plugin-executable", "\(plugin)#SwiftletMacrosPlugin",
            ]
        )
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
}
