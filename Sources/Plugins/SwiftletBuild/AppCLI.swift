import Foundation
import PackagePlugin

/// The CLI of the app in the package: the executable that depends on `SwiftletHarness`.
struct AppCLI {
    /// An error of the plugin, with a sentence that describes it.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let program: URL
    private let directory: URL
    private let scratch: URL

    /// Builds the CLI for debugging.
    ///
    /// - Throws: ``Failure`` if the package has no CLI, or several, or the build fails.
    init(_ context: PluginContext, _ packageManager: PackageManager) throws {
        let candidates = context.package.targets.compactMap { $0 as? SwiftSourceModuleTarget }
            .filter { target in
                target.kind == .executable
                    && target.recursiveTargetDependencies.contains { $0.name == "SwiftletHarness" }
            }
        guard let target = candidates.first, candidates.count == 1 else {
            let names = candidates.map(\.name).joined(separator: ", ")
            let found = candidates.isEmpty ? "has none" : "has several: \(names). Run one of them with swift run"
            throw Failure(
                description: "The CLI is the executable that depends on SwiftletHarness. The package \(found)."
            )
        }
        let result = try packageManager.build(.target(target.name), parameters: .init(logging: .concise))
        let built = result.builtArtifacts.first { $0.kind == .executable && $0.url.lastPathComponent == target.name }
        guard result.succeeded, let built else {
            throw Failure(description: "The CLI could not be built.\n\(result.logText)")
        }
        program = built.url
        directory = context.package.directoryURL
        scratch = context.pluginWorkDirectoryURL.appending(path: "build")
    }

    /// Runs a command of the CLI, and exits with its exit code if it fails.
    ///
    /// The build directory of the package is locked while a plugin runs, so that the command uses another one, with the
    /// compiler plugin of this build.
    func run(_ command: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = program
        process.currentDirectoryURL = directory
        process.arguments = [command, "--scratch-path", scratch.path] + arguments
        var environment = ProcessInfo.processInfo.environment
        let macros = program.deletingLastPathComponent().appending(path: "SwiftletMacrosPlugin-tool")
        if FileManager.default.isExecutableFile(atPath: macros.path) {
            environment["SWIFTLET_MACRO_PLUGIN"] = macros.path
        }
        process.environment = environment
        try process.run()
        process.waitUntilExit()
        if process.terminationStatus != 0 { exit(process.terminationStatus) }
    }
}
