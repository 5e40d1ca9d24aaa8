import ArgumentParser
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import SwiftletScaffold

@Suite struct NewCommandTests {
    // Runs the command with a checkout in the folder, and the lines that are typed in a terminal, if there is one.
    private func run(
        _ arguments: [String],
        in temporary: TemporaryFolder,
        answers: [String]? = nil
    ) throws -> String {
        try temporary.write("swiftlet/Package.swift", text: "")
        try temporary.write("swiftlet/Sources/Swiftlet/App.swift", text: "")
        let pending = Mutex(answers ?? [])
        let output = Mutex("")
        let terminal = Terminal(
            isInteractive: answers != nil,
            write: { text in output.withLock { $0 += text } },
            readLine: { pending.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
        )
        try NewCommand.parse(arguments + ["--path", "\(temporary.path)/swiftlet"]).run(on: terminal)
        #expect(pending.withLock { $0 } == [])
        return output.withLock { $0 }
    }

    @Test func `the name and the template have defaults`() async throws {
        try await TemporaryFolder.with { temporary in
            let output = try run(["\(temporary.path)/MyGreetings"], in: temporary)
            #expect(output.contains("Created my-greetings in \(temporary.path)/MyGreetings, from the template api."))
            let commands = output.split(separator: "\n").suffix(3).map { $0.split(separator: " ").prefix(2) }
            #expect(commands == [["cd", "\(temporary.path)/MyGreetings"], ["make", "run"], ["make", "test"]])
            let manifest = try temporary.read("MyGreetings/Package.swift")
            #expect(manifest.contains(#".package(name: "swiftlet", path: "\#(temporary.path)/swiftlet")"#))
            #expect(manifest.contains(#"name: "my-greetings-function""#))
        }
    }

    @Test func `a terminal is asked for what is missing until the answers are valid`() async throws {
        try await TemporaryFolder.with { temporary in
            let answers = ["", temporary.path, "\(temporary.path)/notes", "data", "database", "My Notes", " todo "]
            let output = try run([], in: temporary, answers: answers)
            #expect(output.contains("is not empty"))
            #expect(output.contains("There is no template \"data\". The templates are api, database, worker."))
            #expect(output.contains("Name [notes]: \"My Notes\" is not a valid name"))
            #expect(try temporary.read("notes/Sources/Todo/migrations.swift").contains("0001_notes"))
        }
    }

    @Test func `a terminal is not asked for what the arguments specify`() async throws {
        try await TemporaryFolder.with { temporary in
            let arguments = ["\(temporary.path)/queue", "--template", "worker"]
            let named = try run(arguments + ["--name", "orders"], in: temporary, answers: [])
            #expect(named.hasPrefix("Created orders"))
            let defaults = try run(["\(temporary.path)/other", "--yes"], in: temporary, answers: [])
            #expect(defaults.hasPrefix("Created other"))
        }
    }

    @Test func `the end of the input creates nothing`() async throws {
        try await TemporaryFolder.with { temporary in
            let error = #expect(throws: ScaffoldError.self) {
                try run(["\(temporary.path)/notes"], in: temporary, answers: ["api"])
            }
            #expect(error?.description == "The input ended. No files were created.")
            #expect(!FileManager.default.fileExists(atPath: "\(temporary.path)/notes"))
        }
    }

    @Test func `the folder is required without a terminal`() async throws {
        try await TemporaryFolder.with { temporary in
            #expect(throws: ValidationError.self) { try run([], in: temporary) }
            #expect(throws: ValidationError.self) { try run(["--yes"], in: temporary, answers: []) }
        }
    }

    @Test func `a folder whose name has no letter needs a name`() async throws {
        try await TemporaryFolder.with { temporary in
            #expect(throws: ScaffoldError.self) { try run(["\(temporary.path)/1"], in: temporary) }
            let named = try run(["\(temporary.path)/1", "--name", "one"], in: temporary)
            #expect(named.hasPrefix("Created one"))
        }
    }

    @Test func `a dry run lists the files and creates none`() async throws {
        try await TemporaryFolder.with { temporary in
            let output = try run(["\(temporary.path)/notes", "--dry-run"], in: temporary)
            #expect(output.contains("\n  Sources/Notes/makeApp.swift\n"))
            #expect(!FileManager.default.fileExists(atPath: "\(temporary.path)/notes"))
        }
    }

    @Test func `the list has a line for each template`() async throws {
        try await TemporaryFolder.with { temporary in
            let names = try run(["--list"], in: temporary).split(separator: "\n").map { $0.prefix { $0 != " " } }
            #expect(names.map(String.init) == Template.allCases.map(\.rawValue))
        }
    }

    @Test(arguments: [
        ["--from", "1.0.0"], ["--branch", "main"], ["--url", "https://example.com/s"],
        ["--url", "https://example.com/s", "--from", "1.0.0", "--branch", "main"],
        ["--url", "https://example.com/s", "--branch", "main", "--path", "."], ["--template", "web"],
        ["--name", "My Notes"],
    ])
    func `options that are invalid or contradict each other are rejected`(arguments: [String]) {
        #expect(throws: (any Error).self) { try NewCommand.parse(["notes"] + arguments) }
    }

    @Test(arguments: [(["--help"], "new"), (["new", "--help"], "--dry-run"), (["--version"], "swiftlet 0.1.0-dev")])
    func `the help and the version are printed`(arguments: [String], text: String) {
        let error = #expect(throws: (any Error).self) {
            var command = try SwiftletCommand.parseAsRoot(arguments)
            try command.run()
        }
        #expect(error.map { SwiftletCommand.exitCode(for: $0) } == .success)
        #expect(error.map { SwiftletCommand.fullMessage(for: $0) }?.contains(text) == true)
    }
}
