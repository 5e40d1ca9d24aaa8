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
        let candidates = context.package.products(ofType: ExecutableProduct.self)
            .filter { product in
                product.mainTarget.recursiveTargetDependencies.contains { $0.name == "SwiftletHarness" }
            }
        guard let product = candidates.first, candidates.count == 1 else {
            let names = candidates.map(\.name).joined(separator: ", ")
            let found = candidates.isEmpty ? "has none" : "has several: \(names). Run one of them with swift run"
            throw Failure(
                description: "The CLI is the executable that depends on SwiftletHarness. The package \(found)."
            )
        }
        let result = try packageManager.build(.product(product.name), parameters: .init(logging: .concise))
        let built = result.builtArtifacts.first { $0.kind == .executable && $0.url.lastPathComponent == product.name }
        guard result.succeeded, let built else {
            throw Failure(description: "The CLI could not be built.\n\(result.logText)")
        }
        program = built.url
        directory = context.package.directoryURL
        // SCRATCH/x86_64-unknown-linux-gnu/debug/CLI
        scratch = program.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    /// Runs a command of the CLI that builds the function binary in the build directory of the package.
    ///
    /// `swift package` has locked the directory until the plugin exits, and uses it no more meanwhile.
    func build(_ command: String, _ arguments: [String]) throws {
        try run(command, ["--scratch-path", scratch.path, "--ignore-lock"] + arguments)
    }

    /// Runs a command of the CLI, and exits with its exit code if it fails.
    func run(_ command: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = program
        process.currentDirectoryURL = directory
        process.arguments = [command] + arguments
        try process.run()
        process.waitUntilExit()
        guard process.terminationReason == .exit else {
            throw Failure(description: "The CLI was terminated by signal \(process.terminationStatus).")
        }
        if process.terminationStatus != 0 { exit(process.terminationStatus) }
    }
}
