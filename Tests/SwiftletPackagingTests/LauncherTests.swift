import Foundation
import TestSupport
import Testing

@testable import SwiftletPackaging

/// Runs the launcher with a script as the loader, which prints its arguments.
@Suite(.timeLimit(.minutes(2))) struct LauncherTests {
    private static let environment = ProcessInfo.processInfo.environment
    /// The emulator of the Debian package `qemu-user-static`.
    private static let emulator = Tool("qemu-aarch64-static", environment: environment)

    /// Runs the launcher in a directory with a space in its name.
    private func launch(
        _ machine: ELFFile.Machine,
        loader: String? = "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\" \"$MARK\"\nexit 7\n"
    ) async throws -> (Tool.Result, folder: String) {
        try await TemporaryFolder.with { folder in
            let launcher = try Launcher.make(
                loader: "lib/loader",
                program: "bin/notes",
                libraries: "lib",
                for: machine,
                with: CCompiler(environment: Self.environment)
            )
            let task = "\(folder.path)/var task"
            if let loader { try folder.write("var task/lib/loader", text: loader) }
            try folder.write("var task/bootstrap", text: "")
            try Data(launcher).write(to: URL(filePath: "\(task)/bootstrap"))
            for name in ["bootstrap", "lib/loader"] where FileManager.default.fileExists(atPath: "\(task)/\(name)") {
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(task)/\(name)")
            }
            let arguments = ["first", "second one"]
            let environment = ["MARK": "kept"]
            guard machine.architecture != PackagedArchitecture.host else {
                let bootstrap = Tool(path: "\(task)/bootstrap", environment: environment)
                return (try bootstrap.capture(arguments, within: 60), task)
            }
            var emulator: Tool = try #require(Self.emulator, "qemu-aarch64-static is missing: make deps")
            emulator.environment = environment
            return (try emulator.capture(["\(task)/bootstrap"] + arguments, within: 60), task)
        }
    }

    @Test(arguments: [ELFFile.Machine.x86, .arm])
    func `the launcher runs the packaged loader with the function binary`(machine: ELFFile.Machine) async throws {
        let (result, task) = try await launch(machine)
        let words = [
            "\(task)/lib/loader", "--library-path", "\(task)/lib", "\(task)/bin/notes", "first", "second one", "kept",
        ]
        #expect(result.output == words.map { "\($0)\n" }.joined(), "\(result.errors)")
        #expect(result.status == 7)
    }

    @Test(arguments: [ELFFile.Machine.x86, .arm])
    func `a package without its loader is reported`(machine: ELFFile.Machine) async throws {
        let (result, _) = try await launch(machine, loader: nil)
        #expect(result.status == 127)
        #expect(
            result.errors
                == "bootstrap: cannot execute the packaged loader: unpack all files, with their permissions.\n"
        )
    }
}
