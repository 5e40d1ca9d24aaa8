import Foundation

/// The deployment of an app as a CloudFormation stack, with the AWS SAM CLI.
package struct StackDeployment: Sendable {
    /// The path of the SAM template.
    let template: String
    /// The name of the stack.
    let name: String
    /// The arguments for the template's parameters, which may be secrets.
    private let parameters: [String]

    /// Creates a deployment.
    ///
    /// - Parameters:
    ///   - template: The path of the SAM template.
    ///   - name: The name of the stack.
    ///   - parameters: The path of a file with a line `NAME=VALUE` for each parameter of the template without a default.
    /// - Throws: ``PackagingError`` if a file cannot be read, or a line has no name.
    package init(template: String, name: String, parameters: String?) throws(PackagingError) {
        guard FileManager.default.fileExists(atPath: template) else {
            throw PackagingError(.invalidInput, "\(template) does not exist. Write it with the template command.")
        }
        self.template = template
        self.name = name
        guard let parameters else {
            self.parameters = []
            return
        }
        guard let text = try? String(contentsOf: URL(filePath: parameters), encoding: .utf8) else {
            throw PackagingError(.invalidInput, "Cannot read \(parameters).")
        }
        self.parameters = try Self.parameters(text, in: parameters)
    }

    /// The arguments of `sam` that check the template.
    ///
    /// - Parameter region: The region; the linter requires one, so that it has a default.
    /// - Returns: The arguments.
    package func validation(region: String?) -> [String] {
        ["validate", "--lint", "--template-file", template, "--region", region ?? "us-east-1"]
    }

    /// The arguments of `sam` that create or update the stack.
    package var arguments: [String] {
        parameters.isEmpty ? publicArguments : publicArguments + ["--parameter-overrides"] + parameters
    }

    /// A description without the values of parameters.
    package var summary: String {
        "create or update the stack \(name): sam \(publicArguments.joined(separator: " "))"
    }

    private var publicArguments: [String] {
        [
            "deploy", "--template-file", template, "--stack-name", name, "--resolve-s3", "--capabilities",
            "CAPABILITY_IAM", "--no-confirm-changeset", "--no-fail-on-empty-changeset",
        ]
    }

    /// Parses the lines of a file with parameters; empty lines are ignored.
    static func parameters(_ text: String, in path: String) throws(PackagingError) -> [String] {
        var parameters: [String] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty {
            guard let equals = line.firstIndex(of: "="), equals > line.startIndex else {
                // Not the line itself, which may be a secret.
                throw PackagingError(.invalidInput, "\(path):\(index + 1): a line must be NAME=VALUE.")
            }
            parameters.append("ParameterKey=\(line[..<equals]),ParameterValue=\(line[line.index(after: equals)...])")
        }
        return parameters
    }
}
