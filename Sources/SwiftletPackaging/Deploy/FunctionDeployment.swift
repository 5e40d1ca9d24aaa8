import Foundation
package import SwiftletJSON
import SwiftletSecurity

/// The deployment of a package as a single function, with the AWS CLI.
///
/// Only differences from the deployed function are applied.
package struct FunctionDeployment: Sendable {
    /// A call of the AWS CLI that changes the function.
    package struct Step: Sendable, Equatable {
        /// A description without secrets.
        package let summary: String
        /// The arguments of `aws`.
        package let arguments: [String]
        /// The arguments of `aws` that wait until the change is effective, since the platform rejects an update while another
        /// is in progress.
        package let wait: [String]
    }

    /// The name of the function.
    package var name: String
    /// The path of the deployment package.
    package var package: String
    /// The value of `_HANDLER`.
    package var handler = "app"
    /// The memory size in megabytes.
    package var memory = 512
    /// The invocation timeout in seconds.
    package var timeout = 29
    /// The ARN of the execution role; required to create the function.
    package var role: String?
    /// The path of a JSON file, `{"Variables": {"NAME": "value"}}`.
    package var environment: String?

    package init(name: String, package: String) {
        self.name = name
        self.package = package
    }

    /// The arguments of `aws` that print the configuration of the deployed function.
    package var query: [String] {
        ["lambda", "get-function-configuration", "--function-name", name, "--output", "json"]
    }

    /// The calls that create or update the function.
    ///
    /// - Parameter deployed: The configuration of the deployed function; `nil` if it does not exist.
    /// - Returns: The calls in order; empty if the function is up to date.
    /// - Throws: ``PackagingError`` if a file cannot be read, or the role of a new function is missing.
    package func steps(deployed: JSON?) throws -> [Step] {
        guard let content = FileManager.default.contents(atPath: package) else {
            throw PackagingError(.invalidInput, "\(package) does not exist. Write it with the package command.")
        }
        let variables = try environment.map(Self.variables)
        guard let deployed else { return [try creation()] }
        let checksum = Data(try HashFunction.sha256.digest(of: Array(content))).base64EncodedString()
        var steps: [Step] = []
        if deployed["CodeSha256"]?.string != checksum {
            steps.append(
                step(
                    "update the code of the function \(name) to \(package)",
                    command: "update-function-code",
                    arguments: ["--function-name", name, "--zip-file", "fileb://\(package)"],
                    wait: "function-updated-v2"
                )
            )
        }
        if !hasConfiguration(deployed, variables: variables) {
            steps.append(
                step(
                    "update the configuration of the function \(name)",
                    command: "update-function-configuration",
                    arguments: configuration + (role.map { ["--role", $0] } ?? []),
                    wait: "function-updated-v2"
                )
            )
        }
        return steps
    }

    private func creation() throws(PackagingError) -> Step {
        guard let role else {
            throw PackagingError(
                .invalidInput,
                "The function \(name) does not exist yet. Specify its execution role with --role to create it."
            )
        }
        guard let architecture = PackagedArchitecture.read(package) else {
            throw PackagingError(.invalidInput, "\(package) contains no bootstrap for Linux.")
        }
        return step(
            "create the function \(name) from \(package)",
            command: "create-function",
            arguments: configuration + [
                "--role", role, "--runtime", "provided.al2023", "--package-type", "Zip", "--architectures",
                architecture,
                "--zip-file", "fileb://\(package)",
            ],
            wait: "function-active-v2"
        )
    }

    /// The options of `aws lambda` for the configuration.
    private var configuration: [String] {
        [
            "--function-name", name, "--handler", handler, "--memory-size", "\(memory)", "--timeout", "\(timeout)",
            "--tracing-config", "Mode=Active", "--logging-config", "LogFormat=JSON",
        ] + (environment.map { ["--environment", "file://\($0)"] } ?? [])
    }

    private func hasConfiguration(_ deployed: JSON, variables: JSON?) -> Bool {
        deployed["Handler"]?.string == handler && deployed["MemorySize"]?.int == memory
            && deployed["Timeout"]?.int == timeout && deployed["TracingConfig"]?["Mode"] == "Active"
            // Without a logging configuration, the platform has only one log format.
            && deployed["LoggingConfig"]?["LogFormat"]?.string ?? "JSON" == "JSON"
            && (role == nil || deployed["Role"]?.string == role)
            && (variables == nil || deployed["Environment"]?["Variables"] == variables)
    }

    private func step(_ summary: String, command: String, arguments: [String], wait: String) -> Step {
        Step(
            summary: summary,
            arguments: ["lambda", command] + arguments,
            wait: ["lambda", "wait", wait, "--function-name", name]
        )
    }

    private static func variables(_ path: String) throws(PackagingError) -> JSON {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw PackagingError(.invalidInput, "Cannot read \(path).")
        }
        // Not the parser's error, which may quote a secret.
        guard let variables = try? JSON(parsing: Array(content))["Variables"], variables.object != nil else {
            throw PackagingError(.invalidInput, #"\#(path) must be JSON of the form {"Variables": {"NAME": "value"}}."#)
        }
        return variables
    }
}
