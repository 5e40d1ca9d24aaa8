import Swiftlet
import SwiftletIO
import TestSupport

@testable import SwiftletHarness

/// The CLI of a small app with captured output.
struct HarnessFixture: Sendable {
    /// The output and the exit code of the CLI.
    struct Run: Sendable {
        let exitCode: Int32
        let output: String
        let errors: String
    }

    let loop: EventLoop
    var environment: [String: String] = [:]
    var input: [UInt8] = []
    var isTerminal = false
    var usesColor = false
    var makeApp: @Sendable (LaunchEnvironment) throws -> App = { try makeNotesApp($0) }

    init() throws {
        loop = try EventLoop.start(name: "test")
    }

    func run(_ arguments: String...) async -> Run {
        await run(arguments)
    }

    func run(_ arguments: [String]) async -> Run {
        let output = Recorder()
        let errors = Recorder()
        let cli = cli(output, errors)
        let code = await cli.run(arguments)
        return Run(exitCode: code, output: output.text, errors: errors.text)
    }

    func cli(_ output: Recorder = Recorder(), _ errors: Recorder = Recorder()) -> HarnessCLI {
        HarnessCLI(
            name: "notes",
            version: "1.2.3",
            abstract: "Notes.",
            environment: environment,
            console: Console(output: stream(output), errors: stream(errors), readInput: { [input] in input }),
            loop: loop,
            make: makeApp
        )
    }

    private func stream(_ recorder: Recorder) -> Console.Stream {
        Console.Stream(isTerminal: isTerminal, usesColor: usesColor, columns: 80) { recorder.append($0) }
    }
}
