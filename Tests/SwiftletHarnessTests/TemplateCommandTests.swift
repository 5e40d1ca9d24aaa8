import Foundation
import TestSupport
import Testing

@testable import SwiftletPackaging

@Suite(.timeLimit(.minutes(5))) struct TemplateCommandTests {
    @Test(arguments: [
        ["--arch", "mips"], ["--memory", "1"], ["--timeout", "901"],
        ["--api", "soap"], ["--log-retention", "2"], ["--tag", "team"], ["--terraform", "--knative"], ["--knative"],
        ["--image", "x"], ["--knative", "--image", "x", "--vpc"],
    ])
    func `invalid options exit with status 64`(arguments: [String]) async throws {
        #expect(try await HarnessFixture().run(["template"] + arguments).exitCode == 64)
    }

    @Test func `the command prints the template or writes it to a file`() async throws {
        let tool = try HarnessFixture()
        let printed = await tool.run("template", "--arch", "arm64", "--memory", "1024")
        #expect(printed.exitCode == 0)
        #expect(printed.output.hasPrefix("AWSTemplateFormatVersion: \"2010-09-09\"\n"))
        #expect(printed.output.contains("- arm64\n"))
        #expect(printed.output.contains("MemorySize: 1024\n"))
        try await TemporaryFolder.with { folder in
            let path = "\(folder.path)/dist/template.yaml"
            let arguments = ["template", "--arch", "arm64", "--memory", "1024", "--output", path]
            #expect(await tool.run(arguments).output.isEmpty)
            let written = try folder.read("dist/template.yaml")
            #expect(written == printed.output)
        }
    }

    @Test(arguments: [
        (["--api", "url"], "FunctionUrlConfig:"), (["--api", "rest", "--stream"], "responseTransferMode: STREAM"),
        (["--vpc"], "SubnetIds: !Ref SubnetIds"), (["--gradual"], "Type: Canary10Percent5Minutes"),
        (["--alarms"], "AlarmTopic:"), (["--log-retention", "7"], "RetentionInDays: 7"),
        (["--tag", "team=a=b"], "team: \"a=b\""), (["--terraform"], "\"aws_lambda_function\""),
        (["--knative", "--image", "registry.example.com/x:1"], "apiVersion: serving.knative.dev/v1"),
    ])
    func `an option changes the template`(arguments: [String], expected: String) async throws {
        let run = try await HarnessFixture().run(["template"] + arguments)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.output.contains(expected))
    }

    @Test(arguments: [["--stream"], ["--api", "url", "--per-endpoint"], ["--terraform", "--gradual"]])
    func `options that contradict each other exit with status 1`(arguments: [String]) async throws {
        let run = try await HarnessFixture().run(["template"] + arguments)
        #expect(run.exitCode == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("--"))
    }

    /// A package whose `bootstrap` is an ELF header for an architecture.
    private func package(_ machine: UInt8) throws -> Data {
        var head = Array("\u{7F}ELF\u{2}\u{1}".utf8) + [UInt8](repeating: 0, count: 58)
        head[0x12] = machine
        var archive = ZipArchive()
        try archive.add("bootstrap", head, isExecutable: true)
        return Data(try archive.finish())
    }

    @Test(arguments: [(UInt8(62), "x86_64", "arm64"), (183, "arm64", "x86_64")])
    func `the architecture is that of the package`(machine: UInt8, own: String, other: String) async throws {
        try await TemporaryFolder.with { folder in
            try package(machine).write(to: URL(filePath: "\(folder.path)/function.zip"))
            let tool = try HarnessFixture()
            let template = ["template", "--output", "\(folder.path)/template.yaml"]
            for arguments in [template, template + ["--arch", own]] {
                let run = await tool.run(arguments)
                #expect(run.exitCode == 0)
                #expect(run.errors.isEmpty)
                #expect(try folder.read("template.yaml").contains("- \(own)\n"))
            }
            let run = await tool.run(template + ["--arch", other])
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("function.zip, which contains a bootstrap for \(own)"))
        }
    }

    @Test func `without a package the architecture is that of this machine, with a notice`() async throws {
        let run = try await HarnessFixture().run("template", "--package", "/nowhere/function.zip")
        #expect(run.exitCode == 0)
        var system = utsname()
        let status = unsafe uname(&system)
        try #require(status == 0)
        let machine = unsafe withUnsafeBytes(of: system.machine) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let architecture = machine == "aarch64" ? "arm64" : machine
        #expect(run.output.contains("- \(architecture)\n"))
        #expect(run.errors.contains("No package found at /nowhere/function.zip"))
        #expect(run.errors.contains("using the architecture of this machine, \(architecture)."))
    }
}
