import Foundation
import SwiftletPackaging

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
                // A command that hangs counts as missing.
                let tool = Tool(program, environment: environment)
                guard let result = try? tool?.capture(arguments, within: 10), result.status == 0 else { return nil }
                return result.output
            },
            reads: FileManager.default.isReadableFile
        )
    }
}
