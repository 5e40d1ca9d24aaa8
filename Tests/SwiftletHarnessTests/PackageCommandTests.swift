import Foundation
import SwiftletJSON
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct PackageCommandTests {
    private func compile(in folder: TemporaryFolder) throws -> String {
        let program = "\(folder.path)/hello"
        try folder.write("main.c", text: "int main(void) { return 0; }")
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments = ["clang", "-o", program, "\(folder.path)/main.c"]
        try compiler.run()
        compiler.waitUntilExit()
        #expect(compiler.terminationStatus == 0)
        return program
    }

    @Test func `the command writes the package and prints its contents`() async throws {
        try await TemporaryFolder.with { folder in
            let program = try compile(in: folder)
            var tool = try HarnessFixture()
            tool.environment["PATH"] = ProcessInfo.processInfo.environment["PATH"]
            let output = "\(folder.path)/dist/function.zip"
            let made = await tool.run("package", "--program", program, "--output", output, "--json")
            #expect(made.exitCode == 0)
            #expect(made.errors.contains("is not stripped"))
            let report = try JSON(parsing: made.output)
            let size = try FileManager.default.attributesOfItem(atPath: output)[.size] as? Int
            #expect(report["size"]?.int == size)
            #expect(report["parts"]?[0]?["name"] == "bootstrap")
            let table = await tool.run("package", "--program", program, "--output", output, "--all-libraries")
            #expect(table.output.contains("lib/libc.so.6"))
            #expect(table.output.contains("of 50.0 MB packed"))
            tool.environment["PATH"] = "/nowhere"
            let missing = await tool.run("package", "--program", program, "--output", output)
            #expect(missing.errors.contains("clang not found on the PATH"))
            let absent = await tool.run("package", "--program", "/nowhere/bootstrap", "--output", output)
            #expect(absent.errors.contains("swift build -c release"))
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
            let program = try compile(in: folder)
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
