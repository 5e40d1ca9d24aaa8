import Foundation
import TestSupport
import Testing

@testable import SwiftletHarness

/// The commands with programs in place of `aws` and `sam` that record their arguments; `make conformance` uses the real ones.
@Suite(.timeLimit(.minutes(2))) struct DeployCommandTests {
    private func withTools(
        _ programs: [String: String],
        _ body: (_ tool: HarnessFixture, _ folder: TemporaryFolder) async throws -> Void
    ) async throws {
        try await TemporaryFolder.with { folder in
            for (name, script) in programs {
                try folder.write(name, text: "#!/bin/sh\necho \"$*\" >>'\(folder.path)/calls'\n\(script)\n")
                let path = "\(folder.path)/\(name)"
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            }
            try folder.write("function.zip", text: "abc")
            var tool = try HarnessFixture()
            tool.environment["PATH"] = folder.path
            try await body(tool, folder)
        }
    }

    private let update = "case \"$2\" in get-*) echo '{\"Handler\": \"old\"}' ;; *) echo secret ;; esac"

    @Test func `nothing is changed without the option yes`() async throws {
        try await withTools(["aws": update]) { tool, folder in
            let run = await tool.run("deploy", "--package", "\(folder.path)/function.zip")
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(run.output.contains("Would: update the code of the function notes to"))
            #expect(run.output.contains("Would: update the configuration of the function notes"))
            #expect(run.output.hasSuffix("Dry run: nothing was changed. Run with --yes to deploy.\n"))
            let calls = try folder.read("calls").split(separator: "\n")
            #expect(calls == ["lambda get-function-configuration --function-name notes --output json"])
        }
    }

    @Test func `each change is applied and waited for, and its output is not printed`() async throws {
        try await withTools(["aws": update]) { tool, folder in
            let run = await tool.run("deploy", "--yes", "--package", "\(folder.path)/function.zip", "--name", "other")
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(!run.output.contains("secret") && !run.errors.contains("secret"))
            #expect(!run.output.contains("Dry run"))
            let calls = try folder.read("calls").split(separator: "\n").map { $0.split(separator: " ")[1] }
            #expect(
                calls == [
                    "get-function-configuration", "update-function-code", "wait", "update-function-configuration",
                    "wait",
                ]
            )
        }
    }

    @Test func `an error of the tool fails the command`() async throws {
        try await withTools(["aws": "echo 'Unable to locate credentials' >&2\nexit 253"]) { tool, folder in
            let run = await tool.run("deploy", "--package", "\(folder.path)/function.zip")
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("configuration of the function notes: Unable to locate credentials"))
        }
        try await withTools(["sam": "exit 3"]) { tool, folder in
            try folder.write("template.yaml", text: "Resources: {}")
            let template = "\(folder.path)/template.yaml"
            let run = await tool.run("deploy", "--package", "\(folder.path)/function.zip", "--template", template)
            #expect(run.exitCode == 3)
            #expect(try folder.read("calls").hasPrefix("validate --lint --template-file \(template)"))
        }
    }

    @Test func `SAM is preferred`() async throws {
        try await withTools(["aws": "exit 1", "sam": ""]) { tool, folder in
            try folder.write("template.yaml", text: "Resources: {}")
            let options = ["--package", "\(folder.path)/function.zip", "--template", "\(folder.path)/template.yaml"]
            let run = await tool.run(["deploy", "--yes"] + options)
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(try folder.read("calls").split(separator: "\n").map { $0.prefix(8) } == ["validate", "deploy -"])
        }
    }

    @Test func `missing tools, packages and functions are reported`() async throws {
        try await withTools([:]) { tool, folder in
            let package = "\(folder.path)/function.zip"
            let neither = await tool.run("deploy", "--package", package)
            #expect(neither.errors.contains("Neither sam nor aws is on the PATH."))
            let missing = await tool.run("deploy", "--package", package, "--with", "aws")
            #expect(missing.errors.contains("aws is on the PATH.") == false)
            #expect(missing.errors.contains("aws is not on the PATH."))
            let absent = await tool.run("deploy", "--package", "/nowhere/function.zip")
            #expect(absent.errors.contains("/nowhere/function.zip does not exist. Write it with: notes package"))
        }
        try await withTools(["aws": "echo ResourceNotFoundException >&2\nexit 254"]) { tool, folder in
            let run = await tool.run("deploy", "--package", "\(folder.path)/function.zip")
            #expect(
                run.errors.contains("The function notes does not exist yet. Specify its execution role with --role")
            )
        }
    }
}
