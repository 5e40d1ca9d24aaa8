import ArgumentParser
import Foundation
import Swiftlet
import SwiftletPackaging

/// `template`: prints the deployment template.
struct TemplateCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessCLI.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "template",
            abstract: "Print the AWS SAM template of the app.",
            discussion: """
                The template defines an HTTP API with the app's routes, the queues and schedules of its event handlers, a \
                least-privilege role for each function, and a parameter for each setting (NoEcho for secrets).

                Examples:
                  \(name) template --output dist/template.yaml
                  \(name) template --per-endpoint
                  sam deploy --guided --template-file dist/template.yaml
                """
        )
    }

    @Flag(help: "Deploy each endpoint and event handler as a separate function that shares the package.")
    var perEndpoint = false

    @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("The path of the package, relative to the template.", valueName: "file"))
    var package = "function.zip"

    @Option(help: "The architecture, x86_64 or arm64; that of the package by default, otherwise of this machine.")
    var architecture: String?

    @Option(help: ArgumentHelp("The memory size of a function, from 128 to 10240.", valueName: "megabytes"))
    var memory = 512

    @Option(
        help: ArgumentHelp(
            "The invocation timeout, from 1 to 900; an API gateway times out after 30 seconds.",
            valueName: "seconds"
        )
    )
    var timeout = 29

    @OptionGroup var app: AppOptions

    func validate() throws {
        if let architecture, !["x86_64", "arm64"].contains(architecture) {
            throw ValidationError("--architecture must be x86_64 or arm64, not \"\(architecture)\".")
        }
        guard (128...10_240).contains(memory) else {
            throw ValidationError("--memory must be from 128 to 10240 megabytes.")
        }
        guard (1...900).contains(timeout) else { throw ValidationError("--timeout must be from 1 to 900 seconds.") }
    }

    mutating func run() async throws {
        let cli = try HarnessCLI.running()
        let app = try cli.makeApp(adding: try app.environment)
        let (architecture, notice) = try PackagedArchitecture.resolve(self.architecture, package: packagePath)
        if let notice { cli.console.errors.print(notice) }
        let options = DeploymentTemplate.Options(
            isDivided: perEndpoint,
            package: package,
            architecture: architecture,
            memory: memory,
            timeout: timeout
        )
        // Report errors in the app here rather than at deployment.
        try app.check()
        if !perEndpoint { _ = try app.handler(named: "app") }
        let template = DeploymentTemplate(app, variables: cli.variables, options: options)
        let count = template.resourceCount
        try count.check()
        if let warning = count.warning { cli.console.errors.print("Warning: \(warning)") }
        let text = template.text
        guard let output else { return cli.console.output.write(Array(text.utf8)) }
        do {
            let file = URL(filePath: output)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file, options: .atomic)
        } catch {
            throw HarnessError(.usage, "Cannot write \(output): \(error.localizedDescription)")
        }
    }

    /// The path of the package, relative to the working directory.
    private var packagePath: String {
        guard let output, !package.hasPrefix("/") else { return package }
        let folder = output.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return output.contains("/") ? "\(folder)/\(package)" : package
    }
}
