import Foundation
import Testing

/// Runs the commands in the documentation.
///
/// Commands that build, test or measure the project are run by continuous integration; here it is only checked that `make`
/// has the target. Servers are run until they are interrupted.
@Suite(.timeLimit(.minutes(15)))
struct QuotedCommandTests {
    @Test func `every make target exists`() async throws {
        let commands = try Self.commands().filter { $0.words.first == "make" }
        #expect(commands.count > 3)
        for command in commands {
            let run = try await Command.run(["make", "-n"] + command.words.dropFirst())
            #expect(run.status == 0, "\(command.description): \(run.output)")
        }
    }

    @Test func `every command of the users tool succeeds`() async throws {
        let commands = try Self.userCommands().filter { !$0.words.contains(Self.bootstrap) }
        #expect(commands.count > 5)
        try await run(commands)
    }

    @Test func `every command that creates a package succeeds`() async throws {
        let commands = try Self.commands().filter { $0.words.starts(with: ["swift", "run", "swiftlet"]) }
        #expect(commands.count > 3)
        try #require(Self.isBuilt(Self.swiftlet), "\(Self.swiftlet) is not built: swift build")
        // Each in a folder of its own, because several commands create the same package.
        for command in commands {
            let folder = FileManager.default.temporaryDirectory.appending(path: "swiftlet-new-\(UUID())")
            let checkout = folder.appending(path: "checkout")
            try FileManager.default.createDirectory(at: checkout, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let words = [Document.root.appending(path: Self.swiftlet).path] + command.words.dropFirst(3)
            let run = try await Command.run(words, in: checkout)
            #expect(run.status == 0, "\(command.description): \(run.output)")
        }
    }

    @Test(.enabled(if: isBuilt(bootstrap), "The release program is not built: make bootstrap"))
    func `every command that runs the deployable program succeeds`() async throws {
        let commands = try Self.userCommands().filter { $0.words.contains(Self.bootstrap) }
        #expect(!commands.isEmpty)
        try await run(commands)
    }

    @Test func `there are no other commands`() throws {
        for command in try Self.commands() {
            let isKnown =
                command.words.first == "make"
                || ["users", "swiftlet"].contains { command.words.starts(with: ["swift", "run", $0]) }
            #expect(isKnown, "\(command.description): nothing runs \(command.words.joined(separator: " "))")
        }
    }

    /// A line of a shell code block.
    private struct Line {
        let description: String
        let words: [String]
    }

    private static func commands() throws -> [Line] {
        try Document.all()
            .flatMap { document in
                document.blocks("sh").flatMap { $0.components(separatedBy: "\n") }
                    .map { $0.components(separatedBy: " #")[0].split(separator: " ").map(String.init) }
                    .filter { !$0.isEmpty && !$0[0].hasPrefix("#") }
                    .map { Line(description: "\(document): \($0.joined(separator: " "))", words: $0) }
            }
    }

    private static let bootstrap = ".build/release/bootstrap"
    /// The CLI, in the same build directory as the tests.
    private static let users = ".build/debug/users"
    /// The CLI that creates packages.
    private static let swiftlet = ".build/debug/swiftlet"

    private static func isBuilt(_ path: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: Document.root.appending(path: path).path)
    }

    private static func userCommands() throws -> [Line] {
        try commands().filter { $0.words.starts(with: ["swift", "run", "users"]) }
    }

    /// Runs commands of the CLI in a copy of the event files, because some commands write.
    private func run(_ commands: [Line]) async throws {
        try #require(Self.isBuilt(Self.users), "\(Self.users) is not built: swift build")
        let folder = try Self.workFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        for command in commands {
            let isServer = ["serve", "emulate"].contains(command.words[3])
            let words =
                [Document.root.appending(path: Self.users).path] + command.words.dropFirst(3)
                // Avoids ports that are in use on this machine.
                + (isServer ? ["--port", "0"] : [])
            let run = try await Command.run(words, in: folder, interruptedWhen: isServer ? "Ctrl-C" : nil)
            #expect(run.status == 0, "\(command.description): \(run.output)")
        }
    }

    private static func workFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "swiftlet-commands-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let files = FileManager.default
        try files.copyItem(at: Document.root.appending(path: "events"), to: folder.appending(path: "events"))
        try files.createSymbolicLink(
            at: folder.appending(path: ".build"),
            withDestinationURL: Document.root.appending(path: ".build")
        )
        return folder
    }
}
