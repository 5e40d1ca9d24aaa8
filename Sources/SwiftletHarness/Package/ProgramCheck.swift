import Foundation
import Swiftlet
import SwiftletPackaging
import SwiftletRuntime

/// Checks that a function binary is that of the CLI's app, so that no other function is packaged.
struct ProgramCheck: Sendable {
    let cli: HarnessCLI
    /// The path of the function binary.
    let program: String
    /// Its architecture.
    let architecture: String?

    /// Compares the description that the function binary prints with the app.
    ///
    /// - Returns: A notice for the user if they could not be compared.
    /// - Throws: ``HarnessError`` if the function binary is another app's, or of another version of the app.
    func run() throws -> String? {
        guard architecture == PackagedArchitecture.host else { return try searchVariable() }
        var environment = cli.environment
        environment[EnvironmentKey.describe] = "1"
        // Not even a program that ignores the variable serves events.
        environment[EnvironmentKey.runtimeAPI] = nil
        // `execve` searches for a path without a slash in the working directory only.
        let result = try Tool(path: URL(filePath: program).path, environment: environment).capture([], within: 10)
        guard result.status == 0, let found = FunctionDescription(parsing: result.output) else {
            throw failure("is not the function binary of a Swiftlet app: it printed no description")
        }
        return try compare(found)
    }

    private func compare(_ found: FunctionDescription) throws(HarnessError) -> String? {
        let app: App
        do {
            app = try cli.cachedApp.app()
        } catch {
            // Both fail for the same reason, such as a setting that is set at deployment only.
            guard case .failure(let reason) = found, error.message.hasSuffix(reason) else { throw error }
            return "\(program) was not compared with the app, which cannot be created here: \(reason)"
        }
        switch found {
        case .handler: return "\(program) serves a single handler, which was not compared with the app."
        case .failure(let reason): throw failure("cannot create its app: \(reason)")
        case .app(let title, let version, let handlers):
            guard title == app.title else {
                throw failure(
                    "is the function of another app, \"\(title)\" (\(list(handlers))); this is the CLI of \"\(app.title)\""
                )
            }
            guard version == app.version else {
                throw failure("has version \(version) of the app, which is \(app.version) now")
            }
            let missing = app.handlerNames.filter { !handlers.contains($0) }
            let removed = handlers.filter { !app.handlerNames.contains($0) }
            guard missing.isEmpty, removed.isEmpty else {
                let lacks = missing.isEmpty ? [] : ["lacks \(list(missing))"]
                let has = removed.isEmpty ? [] : ["has \(list(removed))"]
                throw failure(
                    "was built from another state of the app: it \((lacks + has).joined(separator: ", and "))"
                )
            }
            return nil
        }
    }

    /// Looks for the name of the variable in a program that cannot run on this machine.
    private func searchVariable() throws(HarnessError) -> String? {
        let content = FileManager.default.contents(atPath: program) ?? Data()
        guard content.range(of: Data(EnvironmentKey.describe.utf8)) != nil else {
            throw failure("is not the function binary of a Swiftlet app")
        }
        return "\(program) was not compared with the app, since this machine cannot run it."
    }

    private func failure(_ finding: String) -> HarnessError {
        HarnessError(.usage, "\(program) \(finding). Build it with: \(cli.name) build")
    }

    /// The first names of a list.
    private func list(_ names: [String]) -> String {
        names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
    }
}
