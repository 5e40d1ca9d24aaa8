import Foundation
import Swiftlet
import SwiftletJSON
import SwiftletPackaging
import SwiftletRuntime
import TestSupport
import Testing

@testable import SwiftletHarness

@Suite(.timeLimit(.minutes(5))) struct PackageCommandTests {
    private static let path = ProcessInfo.processInfo.environment["PATH"] ?? ""

    /// The CLI of the notes app, with the tools of this machine.
    private func tool() throws -> HarnessFixture {
        var tool = try HarnessFixture()
        tool.environment["PATH"] = Self.path
        return tool
    }

    private func description(
        title: String? = nil,
        version: String? = nil,
        adding handlers: [String] = [],
        dropping count: Int = 0
    ) throws -> FunctionDescription {
        let app = try makeNotesApp(LaunchEnvironment(variables: [:], isDeployed: false))
        return .app(
            title: title ?? app.title,
            version: version ?? app.version,
            handlers: app.handlerNames.dropLast(count) + handlers
        )
    }

    /// Compiles a program that prints text if it is asked for its description, and fails otherwise.
    private func compile(_ text: String, in folder: TemporaryFolder, _ options: String...) throws -> String {
        let literal = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        try folder.write(
            "main.c",
            text: """
                #include <stdio.h>
                #include <stdlib.h>
                int main(void) {
                    if (!getenv("SWIFTLET_DESCRIBE") || getenv("AWS_LAMBDA_RUNTIME_API")) return 1;
                    return puts("\(literal)") < 0;
                }
                """
        )
        let compiler = try #require(Tool("clang", environment: ["PATH": Self.path]))
        let program = "\(folder.path)/notes-function"
        #expect(try compiler.run(["-o", program, "\(folder.path)/main.c"] + options) == 0)
        return program
    }

    @Test func `the command writes the package and prints its contents`() async throws {
        try await TemporaryFolder.with { folder in
            let program = try compile("\(description().json)", in: folder)
            var tool = try tool()
            tool.environment["AWS_LAMBDA_RUNTIME_API"] = "127.0.0.1:9"
            let output = "\(folder.path)/dist/function.zip"
            let made = await tool.run("package", "--program", program, "--output", output, "--json")
            #expect(made.exitCode == 0, "\(made.errors)")
            #expect(made.errors.contains("is not stripped"))
            let report = try JSON(parsing: made.output)
            let size = try FileManager.default.attributesOfItem(atPath: output)[.size] as? Int
            #expect(report["size"]?.int == size)
            #expect(report["parts"]?[0]?["name"] == "bootstrap")
            let table = await tool.run("package", "--program", program, "--output", output, "--all-libraries")
            #expect(table.output.contains("lib/libc.so.6"))
            #expect(table.output.contains("of 50.0 MB packed"))
            let other = PackagedArchitecture.host == "arm64" ? "x86_64" : "arm64"
            let foreign = await tool.run("package", "--program", program, "--output", output, "--arch", other)
            #expect(foreign.errors.contains("is built for \(PackagedArchitecture.host), not for \(other)."))
            tool.environment["PATH"] = "/nowhere"
            let missing = await tool.run("package", "--program", program, "--output", output)
            #expect(missing.errors.contains("clang not found on the PATH"))
            let absent = await tool.run("package", "--program", "/nowhere/bootstrap", "--output", output)
            #expect(absent.errors.contains("/nowhere/bootstrap does not exist. Build it with: notes build"))
        }
    }

    @Test func `the function of another app or of another state of the app is rejected`() async throws {
        let cases: [(FunctionDescription, String)] = [
            (try description(title: "Users API"), "is the function of another app, \"Users API\" (app, "),
            (try description(version: "0.9"), "has version 0.9 of the app, which is "),
            (try description(adding: ["other"]), "was built from another state of the app: it has other."),
            (try description(dropping: 1), "was built from another state of the app: it lacks "),
            (.failure("STAGE is not set."), "cannot create its app: STAGE is not set."),
        ]
        try await TemporaryFolder.with { folder in
            for (description, complaint) in cases {
                let program = try compile("\(description.json)", in: folder)
                let run = try await tool().run("package", "--program", program, "--output", "\(folder.path)/a.zip")
                #expect(run.exitCode == 1)
                #expect(run.errors.contains("notes-function \(complaint)"), "\(run.errors)")
                #expect(run.errors.contains("Build it with: notes build"))
                #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/a.zip"))
            }
        }
    }

    @Test func `an app that cannot be created here is packaged if its function has the same error`() async throws {
        try await TemporaryFolder.with { folder in
            let program = try compile("\(FunctionDescription.failure("SETTING is missing.").json)", in: folder)
            var tool = try tool()
            tool.environment["BROKEN"] = "1"
            let run = await tool.run("package", "--program", program, "--output", "\(folder.path)/a.zip")
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(
                run.errors.contains("was not compared with the app, which cannot be created here: SETTING is missing.")
            )
            let other = try compile("\(description().json)", in: folder)
            let failed = await tool.run("package", "--program", other, "--output", "\(folder.path)/b.zip")
            #expect(failed.errors.contains("The app could not be created: SETTING is missing."))
        }
    }

    @Test func `a program that prints no description is rejected`() async throws {
        try await TemporaryFolder.with { folder in
            let program = try compile("Hello.", in: folder)
            let run = try await tool().run("package", "--program", program, "--output", "\(folder.path)/a.zip")
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("is not the function binary of a Swiftlet app: it printed no description"))
        }
    }

    @Test func `a single handler is packaged with a notice`() async throws {
        try await TemporaryFolder.with { folder in
            let program = try compile("\(FunctionDescription.handler.json)", in: folder, "-s")
            let run = try await tool().run("package", "--program", program, "--output", "\(folder.path)/a.zip")
            #expect(run.exitCode == 0)
            #expect(run.errors.contains("serves a single handler, which was not compared with the app."))
        }
    }

    @Test func `of a program for another architecture, the name of the variable is searched`() async throws {
        let machine = PackagedArchitecture.host == "arm64" ? "x86_64" : "aarch64"
        try await TemporaryFolder.with { folder in
            let compiler = try #require(Tool("clang", environment: ["PATH": Self.path]))
            let program = "\(folder.path)/notes-function"
            for name in ["SWIFTLET_DESCRIBE", "SOMETHING_ELSE"] {
                try folder.write("main.c", text: "const char name[] = \"\(name)\";\nvoid _start(void) {}\n")
                let options = ["--target=\(machine)-unknown-linux-gnu", "-fuse-ld=lld", "-nostdlib", "-static", "-s"]
                #expect(try compiler.run(options + ["-o", program, "\(folder.path)/main.c"]) == 0)
                let run = try await tool().run("package", "--program", program, "--output", "\(folder.path)/a.zip")
                let isFunction = name == "SWIFTLET_DESCRIBE"
                #expect(run.exitCode == (isFunction ? 0 : 1))
                let message =
                    isFunction ? "this machine cannot run it." : "is not the function binary of a Swiftlet app."
                #expect(run.errors.contains(message), "\(run.errors)")
            }
        }
    }

    @Test func `a file that is not an executable is reported`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("bootstrap", text: "#!/bin/sh\n")
            let run = try await HarnessFixture().run("package", "--program", "\(folder.path)/bootstrap")
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("is not an ELF file"))
        }
    }

    @Test func `the command writes an image and its bill of materials`() async throws {
        try await TemporaryFolder.with { folder in
            let program = try compile("\(description().json)", in: folder)
            var tool = try HarnessFixture()
            tool.environment["PATH"] = ProcessInfo.processInfo.environment["PATH"]
            let output = "\(folder.path)/dist/notes.tar"
            let command = ["package", "--image", "--program", program, "--output", output]
            let made = await tool.run(command + ["--image-kind", "server", "--json"])
            #expect(made.exitCode == 0, "\(made.errors)")
            let report = try JSON(parsing: made.output)
            let size = try FileManager.default.attributesOfItem(atPath: output)[.size] as? Int
            #expect(report["size"]?.int == size)
            #expect(report["reference"] == "notes:1.2.3")
            #expect(report["parts"]?[0]?["name"] == "bootstrap")
            let bill = try JSON(parsing: try folder.read("dist/notes.spdx.json"))
            #expect(bill["name"] == "Notes")
            let table = await tool.run(command + ["--tag", "example.com/team/notes:2"])
            #expect(table.output.contains("libraries and certificates"))
            #expect(table.output.contains("docker://example.com/team/notes:2"))
        }
    }

    @Test(arguments: [
        (["--tag", "notes"], "require --image"), (["--image-kind", "server"], "require --image"),
        (["--label", "a=b"], "require --image"), (["--image", "--label", "=b"], "requires NAME=VALUE"),
        (["--image", "--image-kind", "virtual"], "expected function or server"),
    ])
    func `options of images are checked`(options: [String], complaint: String) async throws {
        let run = try await HarnessFixture().run(["package"] + options)
        #expect(run.exitCode == 64)
        #expect(run.errors.contains(complaint), "\(run.errors)")
    }
}
