import ArgumentParser
import Foundation
import SwiftletJSON
import SwiftletPackaging

/// `deploy`: deploys the package with AWS SAM or the AWS CLI.
struct DeployCommand: AsyncParsableCommand {
    /// The program that deploys.
    enum Program: String, ExpressibleByArgument, CaseIterable {
        case sam, aws
    }

    static var configuration: CommandConfiguration {
        let name = HarnessCLI.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "deploy",
            abstract: "Deploy the package to AWS, or print what would be deployed.",
            discussion: """
                With SAM, the stack of the template is created or updated; with the AWS CLI, a single function. Only \
                differences are applied. Nothing is changed without --yes. The values of parameters and variables are never \
                printed. The account and the region are those of the tools, such as AWS_PROFILE and AWS_REGION.

                Examples:
                  \(name) package && \(name) template --output dist/template.yaml
                  \(name) deploy
                  \(name) deploy --yes --parameters production.env
                  \(name) deploy --yes --with aws --role arn:aws:iam::123456789012:role/\(name)
                """
        )
    }

    @Flag(help: "Deploy, instead of printing what would be deployed.")
    var yes = false

    @Option(help: "The program that deploys, sam or aws; by default the first one on the PATH.")
    var with: Program?

    @Option(help: ArgumentHelp("The name of the stack or the function; by default that of the CLI.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("The path of the package.", valueName: "file"))
    var package = "dist/function.zip"

    @Option(help: ArgumentHelp("sam: The path of the template.", valueName: "file"))
    var template = "dist/template.yaml"

    @Option(
        help: ArgumentHelp(
            "sam: A file with a line NAME=VALUE for each parameter without a default.",
            valueName: "file"
        )
    )
    var parameters: String?

    @Option(help: ArgumentHelp("aws: The execution role, required to create the function.", valueName: "arn"))
    var role: String?

    @Option(help: ArgumentHelp("aws: A JSON file, {\"Variables\": {\"NAME\": \"value\"}}.", valueName: "file"))
    var environment: String?

    @Option(help: ArgumentHelp("aws: The handler that the function serves.", valueName: "name"))
    var handler = "app"

    @Option(help: ArgumentHelp("aws: The memory size.", valueName: "megabytes"))
    var memory = 512

    @Option(help: ArgumentHelp("aws: The invocation timeout.", valueName: "seconds"))
    var timeout = 29

    func validate() throws {
        guard (128...10_240).contains(memory) else {
            throw ValidationError("--memory must be from 128 to 10240 megabytes.")
        }
        guard (1...900).contains(timeout) else { throw ValidationError("--timeout must be from 1 to 900 seconds.") }
    }

    mutating func run() async throws {
        let cli = try HarnessCLI.running()
        guard FileManager.default.fileExists(atPath: package) else {
            throw HarnessError(.usage, "\(package) does not exist. Write it with: \(cli.name) package")
        }
        let programs = with.map { [$0] } ?? Program.allCases
        let found = programs.lazy.compactMap { program in
            Tool(program.rawValue, environment: cli.environment).map { (program, $0) }
        }
        guard let (program, tool) = found.first else {
            throw HarnessError(
                .unavailable,
                """
                \(with.map { "\($0.rawValue) is not" } ?? "Neither sam nor aws is") on the PATH. Install one with: \
                pipx install aws-sam-cli, or pipx install awscli
                """
            )
        }
        switch program {
        case .sam: try deployStack(tool, cli)
        case .aws: try deployFunction(tool, cli)
        }
        if !yes { cli.console.output.print("Dry run: nothing was changed. Run with --yes to deploy.") }
    }

    private func deployStack(_ sam: Tool, _ cli: HarnessCLI) throws {
        let deployment = try StackDeployment(template: template, name: name ?? cli.name, parameters: parameters)
        let region = cli.environment["AWS_REGION"] ?? cli.environment["AWS_DEFAULT_REGION"]
        try run(sam, deployment.validation(region: region))
        announce(deployment.summary, cli)
        if yes { try run(sam, deployment.arguments) }
    }

    private func deployFunction(_ aws: Tool, _ cli: HarnessCLI) throws {
        var deployment = FunctionDeployment(name: name ?? cli.name, package: package)
        deployment.role = role
        deployment.environment = environment
        deployment.handler = handler
        deployment.memory = memory
        deployment.timeout = timeout
        let steps = try deployment.steps(deployed: try deployed(deployment, aws))
        for step in steps {
            announce(step.summary, cli)
            guard yes else { continue }
            // The output contains the variables of the function.
            let result = try aws.capture(step.arguments)
            guard result.status == 0 else {
                throw HarnessError(.unavailable, "aws failed to \(step.summary): \(result.errors)")
            }
            try run(aws, step.wait)
        }
        if steps.isEmpty { cli.console.output.print("\(deployment.name) is up to date.") }
    }

    /// Returns the configuration of the deployed function, or `nil` if it does not exist.
    private func deployed(_ deployment: FunctionDeployment, _ aws: Tool) throws -> JSON? {
        let result = try aws.capture(deployment.query)
        if result.status == 0 { return try JSON(parsing: result.output) }
        guard result.errors.contains("ResourceNotFound") else {
            throw HarnessError(
                .unavailable,
                "Cannot read the configuration of the function \(deployment.name): \(result.errors)"
            )
        }
        return nil
    }

    private func announce(_ summary: String, _ cli: HarnessCLI) {
        cli.console.output.print(yes ? summary : "Would: \(summary)")
    }

    private func run(_ tool: Tool, _ arguments: [String]) throws {
        let status = try tool.run(arguments)
        // The tool has reported its errors.
        if status != 0 { throw ExitCode(status) }
    }
}
