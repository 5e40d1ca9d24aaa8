import ArgumentParser
import Foundation
import Logging
import SwiftletFixtures

/// `replay`: runs all fixtures of a folder.
struct ReplayCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessCLI.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "replay",
            abstract: "Replay event files and compare the responses with the expected ones.",
            discussion: """
                NAME.json is an event and NAME.expected.json the expected response, in which a string may be a matcher: \
                <any>, <string>, <number>, <integer>, <boolean>, <timestamp>, <uuid>, <jwt>, <regex PATTERN>, \
                <save NAME>. The files of a folder are a scenario: they run in name order against a fresh app, and a later \
                event can use a saved value as {{NAME}}. {{env NAME}} is an environment variable, for secrets. \
                NAME.context.json may select the handler: {"handler": "welcome-digest"}.

                The exit code is 1 if a response does not match or there is nothing to compare. --json prints {"passed", "failed", \
                "fixtures": [{"name", "scenario", "status", "verdict", "passed", "milliseconds": {"p50", "p90", "p99", \
                "max"}, "differences": [{"path", "expected", "actual"}], "explanation"}]}.

                Examples:
                  \(name) replay events
                  \(name) replay --filter login --repeat 100 events
                  \(name) replay --update events
                  \(name) replay --through .build/release/bootstrap --junit report.xml events
                  \(name) replay --against http://127.0.0.1:9001 events/story
                """
        )
    }

    @Argument(help: ArgumentHelp("Folders or event files.", valueName: "path"))
    var paths: [String] = ["events"]

    @Option(help: ArgumentHelp("Check only events whose name contains this text.", valueName: "text"))
    var filter: String?

    @Option(
        name: .customLong("repeat"),
        help: ArgumentHelp("Replay each scenario n times and print percentiles.", valueName: "n")
    )
    var repetitions: Int = 1

    @Flag(
        help: "Rewrite expectations that do not match, keeping matchers that do; warns about those of error responses."
    )
    var update = false

    @Option(help: ArgumentHelp("Write a JUnit report.", valueName: "file"))
    var junit: String?

    @Option(help: ArgumentHelp("The handler of events that specify none; the whole app by default.", valueName: "name"))
    var handler: String?

    @Flag(help: "Print the report as JSON.")
    var json = false

    @Flag(help: "Print the app's log.")
    var logs = false

    @OptionGroup var through: ThroughOptions

    @Option(
        help: ArgumentHelp(
            "Send the events to the functions at the URL of an Invoke API, each to the function named like its handler.",
            valueName: "url"
        )
    )
    var against: String?

    @OptionGroup var app: AppOptions

    func validate() throws {
        guard repetitions > 0 else { throw ValidationError("--repeat must be at least 1.") }
        guard through.through == nil || against == nil else {
            throw ValidationError("--through and --against are mutually exclusive.")
        }
    }

    mutating func run() async throws {
        let cli = try HarnessCLI.running()
        TerminalLogHandler.show(from: logs ? .debug : .critical)
        let plan = try ReplayPlan(paths: paths, filter: filter)
        let replay = Replay(
            cli: cli,
            destination: try destination,
            environment: try app.environment,
            handler: handler,
            timeout: .seconds(through.timeout),
            repetitions: repetitions,
            showsLog: logs
        )
        var progress = ProgressBar(cli.console.errors, total: plan.count * repetitions)
        defer { progress.clear() }
        var records = try await run(replay, plan: plan) { progress.advance($0) }
        progress.clear()
        if update {
            for index in records.indices {
                try records[index].updateExpectation()
            }
        }
        let report = ReplayReport(records, on: cli.console.output)
        cli.console.output.print(json ? "\(report.json)" : report.text)
        if let warning = report.writtenErrors {
            cli.console.errors.print("\(Style.yellow("Warning", on: cli.console.errors)): \(warning)")
        }
        try writeJUnit(records, cli.name)
        if records.contains(where: { !$0.isPassed }) { throw ExitCode.failure }
    }

    private func run(
        _ replay: Replay,
        plan: ReplayPlan,
        advance: (String) -> Void
    ) async throws -> [ReplayRecord] {
        guard case .program = replay.destination else { return try await replay.run(plan, onResult: advance) }
        return try await Interruption.endingProcesses { try await replay.run(plan, onResult: advance) }
    }

    private var destination: Replay.Destination {
        get throws {
            if let against { return .functions(against) }
            return try through.through.map { .program(try ProcessTarget.locate($0)) } ?? .inProcess
        }
    }

    private func writeJUnit(_ records: [ReplayRecord], _ name: String) throws {
        guard let junit else { return }
        do {
            try Data(JUnitReport.xml(records, name: name).utf8).write(to: URL(filePath: junit))
        } catch {
            throw HarnessError(.usage, "Cannot write \(junit): \(error.localizedDescription)")
        }
    }
}
