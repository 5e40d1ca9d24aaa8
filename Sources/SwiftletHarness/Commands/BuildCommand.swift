import ArgumentParser
import Foundation
import SwiftletJSON
import SwiftletPackaging

/// `build`: builds the function binary for release.
struct BuildCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessCLI.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "build",
            abstract: "Build the function binary for release.",
            discussion: """
                The Swift and C++ runtimes are linked statically, and symbols and unused code are removed. The package command \
                builds too; this command is for a function binary without a package.

                With --order, the events are replayed through the function binary under valgrind, and the functions that they \
                run are placed next to each other, which speeds up the start. The order is written to \
                \(FunctionBuild.sectionOrder), for later builds. Commit it.

                Examples:
                  \(name) build
                  \(name) build --symbols
                  \(name) build --order events/story
                  \(name) build --json
                """
        )
    }

    @OptionGroup var build: BuildOptions

    @Flag(help: "Keep the symbols, for profilers and debuggers.")
    var symbols = false

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Order the functions for these folders or event files.", valueName: "path")
    )
    var order: [String] = []

    @Flag(help: "Print the result as JSON.")
    var json = false

    mutating func run() async throws {
        let cli = try HarnessCLI.running()
        var build = try build.build(cli.environment)
        if !order.isEmpty {
            build.keepsSymbols = true
            let program = try build.runInForeground()
            let profile = FunctionProfile(cli: cli, events: order)
            try await profile.write(program.path, to: FunctionBuild.sectionOrder)
        }
        build.keepsSymbols = symbols
        let program = try build.runInForeground()
        guard !json else {
            let result: JSON = [
                "product": .string(program.product), "program": .string(program.path), "size": .integer(program.size),
                "architecture": .string(program.architecture),
            ]
            return cli.console.output.print("\(result)")
        }
        let size = String(format: "%.1f MB", Double(program.size) / Double(1 << 20))
        cli.console.output.print("\(program.path), for \(program.architecture): \(size)")
    }
}
