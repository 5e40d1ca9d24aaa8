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
            abstract: "Print the AWS SAM template of the app, a Terraform configuration, or Knative manifests.",
            discussion: """
                The template defines an API with the app's routes, the triggers of its event handlers, a least-privilege role \
                for each function, and a parameter for each setting (NoEcho for secrets).

                Examples:
                  \(name) template --output dist/template.yaml
                  \(name) template --api url --stream
                  \(name) template --vpc --gradual --alarms --output dist/template.yaml
                  sam deploy --guided --template-file dist/template.yaml
                  \(name) template --terraform --output dist/main.tf.json
                  \(name) template --knative --image registry.example.com/\(name):1
                """
        )
    }

    /// The formats besides the SAM template.
    enum Format: String, EnumerableFlag {
        case terraform
        case knative

        static func help(for value: Format) -> ArgumentHelp? {
            switch value {
            case .terraform: "Print a Terraform configuration in JSON syntax, for a file such as main.tf.json."
            case .knative: "Print a Knative service and triggers, for an app that SwiftletServer serves in a container."
            }
        }
    }

    @Flag(exclusivity: .exclusive) var format: Format?

    @Option(help: ArgumentHelp("The container image of the Knative service.", valueName: "reference"))
    var image: String?

    @OptionGroup var options: TemplateOptions

    @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp("The memory size of a function or container, from 128 to 10240.", valueName: "megabytes")
    )
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
        guard (128...10_240).contains(memory) else {
            throw ValidationError("--memory must be from 128 to 10240 megabytes.")
        }
        guard (1...900).contains(timeout) else { throw ValidationError("--timeout must be from 1 to 900 seconds.") }
        if format == .knative {
            guard image != nil else { throw ValidationError("--knative requires --image, the container image to run.") }
            if let option = options.used.first {
                throw ValidationError("\(option) does not work with --knative; it is an option for AWS.")
            }
        } else if image != nil {
            throw ValidationError("--image requires --knative.")
        }
    }

    mutating func run() async throws {
        let cli = try HarnessCLI.running()
        let app = try cli.makeApp(adding: try app.environment)
        // Report errors in the app here rather than at deployment.
        try app.check()
        if !options.perEndpoint { _ = try app.handler(named: "app") }
        let text = if format == .knative { manifests(of: app, cli) } else { try template(of: app, cli) }
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

    private func manifests(of app: App, _ cli: HarnessCLI) -> String {
        let manifests = KnativeManifests(
            app,
            variables: cli.variables,
            options: .init(image: image ?? "", memory: memory, timeout: timeout)
        )
        if let notice = manifests.notice { cli.console.errors.print(notice) }
        return manifests.text
    }

    private func template(of app: App, _ cli: HarnessCLI) throws -> String {
        var deploymentOptions = options.deployment
        let (architecture, notice) = try PackagedArchitecture.resolve(options.arch, package: packagePath)
        if let notice { cli.console.errors.print(notice) }
        deploymentOptions.architecture = architecture
        deploymentOptions.memory = memory
        deploymentOptions.timeout = timeout
        let deployment = try Deployment(app, variables: cli.variables, options: deploymentOptions)
        if let notice = deployment.notice { cli.console.errors.print(notice) }
        if format == .terraform { return try TerraformConfiguration(deployment).text }
        let template = SAMTemplate(deployment)
        let count = template.resourceCount
        try count.check()
        if let warning = count.warning { cli.console.errors.print("Warning: \(warning)") }
        return template.text
    }

    /// The path of the package, relative to the working directory.
    private var packagePath: String {
        let package = options.deployment.package
        guard let output, !package.hasPrefix("/") else { return package }
        let folder = output.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return output.contains("/") ? "\(folder)/\(package)" : package
    }
}
