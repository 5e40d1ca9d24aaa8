internal import ArgumentParser
internal import Foundation
internal import Swiftlet

/// `template`: how the app is deployed.
struct TemplateCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessProgram.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "template",
            abstract: "Print the AWS SAM template that deploys the app.",
            discussion: """
                It has the routes on an HTTP API, the queues and schedules of the event handlers, a role for each function \
                with no more than it needs, and a parameter for each setting, hidden if it is secret.

                Examples:
                  \(name) template --output dist/template.yaml
                  \(name) template --per-endpoint
                  sam deploy --guided --template-file dist/template.yaml
                """
        )
    }

    @Flag(help: "Make each endpoint and each event handler a function of its own, all of the same package.")
    var perEndpoint = false

    @Option(name: .shortAndLong, help: ArgumentHelp("Write it to a file instead.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("The package, seen from where the template lies.", valueName: "file"))
    var package = "function.zip"

    @Option(help: "The processor: x86_64 or arm64; by default the package's, without one this machine's.")
    var architecture: String?

    @Option(help: ArgumentHelp("The memory of a function: 128 to 10240.", valueName: "megabytes"))
    var memory = 512

    @Option(
        help: ArgumentHelp("How long an invocation may take: 1 to 900; a gateway waits for 30.", valueName: "seconds")
    )
    var timeout = 29

    @OptionGroup var app: AppOptions

    func validate() throws {
        if let architecture, !["x86_64", "arm64"].contains(architecture) {
            throw ValidationError("--architecture must be x86_64 or arm64, not \"\(architecture)\".")
        }
        guard (128...10_240).contains(memory) else { throw ValidationError("--memory must be 128 to 10240 megabytes.") }
        guard (1...900).contains(timeout) else { throw ValidationError("--timeout must be 1 to 900 seconds.") }
    }

    mutating func run() async throws {
        let program = try HarnessProgram.running()
        let app = try program.makeApp(adding: try app.environment)
        let (architecture, notice) = try PackagedArchitecture.resolve(self.architecture, package: packagePath)
        if let notice { program.console.errors.print(notice) }
        let options = DeploymentTemplate.Options(
            isDivided: perEndpoint,
            package: package,
            architecture: architecture,
            memory: memory,
            timeout: timeout
        )
        // What is wrong with the app is said here, and not by the platform.
        try app.check()
        if !perEndpoint { _ = try app.handler(named: "app") }
        let template = DeploymentTemplate(app, variables: program.variables, options: options)
        let count = template.resourceCount
        try count.check()
        if let warning = count.warning { program.console.errors.print("Warning: \(warning)") }
        let text = template.document.text
        guard let output else { return program.console.output.write(Array(text.utf8)) }
        do {
            let file = URL(filePath: output)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file, options: .atomic)
        } catch {
            throw HarnessError(.usage, "\(output) cannot be written: \(error.localizedDescription)")
        }
    }

    /// Where the package is, seen from the working folder.
    private var packagePath: String {
        guard let output, !package.hasPrefix("/") else { return package }
        let folder = output.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return output.contains("/") ? "\(folder)/\(package)" : package
    }
}
