import Foundation
import Logging
import Swiftlet
import SwiftletEmulator
import SwiftletFixtures
import SwiftletIO

/// Replays scenarios, each with a fresh app or fresh processes.
struct Replay: Sendable {
    /// The target of the events.
    enum Destination: Sendable {
        /// The app in this process.
        case inProcess
        /// The function binary at a path, behind an emulated runtime API.
        case program(String)
        /// Functions at the URL of an Invoke API.
        case functions(String)
    }

    let cli: HarnessCLI
    let destination: Destination
    /// Environment variables that override those of the scenarios.
    var environment: [String: String] = [:]
    /// The handler for events that specify none.
    var handler: String?
    var timeout: Duration = .seconds(30)
    var repetitions = 1
    /// Whether the app's log is printed.
    var showsLog = false

    /// Runs all scenarios.
    ///
    /// - Parameters:
    ///   - plan: The scenarios.
    ///   - onResult: Called for the result of each event in each repetition.
    /// - Returns: A record of each selected event, in order.
    /// - Throws: ``HarnessError`` if the app or its folder cannot be created.
    func run(_ plan: ReplayPlan, onResult: (_ name: String) -> Void = { _ in }) async throws -> [ReplayRecord] {
        var records: [ReplayRecord] = []
        for entry in plan.entries {
            var ofScenario: [ReplayRecord] = []
            for repetition in 0..<max(1, repetitions) {
                let results = try await run(entry, onResult)
                for (index, (result, log)) in results.enumerated() {
                    if repetition == 0 {
                        ofScenario.append(ReplayRecord(scenario: entry.scenario.name, result, log: log))
                    } else {
                        ofScenario[index].add(result, log: log)
                    }
                }
            }
            records += ofScenario
        }
        return records
    }

    private func run(
        _ entry: ReplayPlan.Entry,
        _ onResult: (String) -> Void
    ) async throws -> [(FixtureResult, log: [String])] {
        try await ScratchFolder.with { scratch in
            let log = LogCapture(level: .warning)
            let variables = cli.scenarioEnvironment(scratch).merging(environment) { $1 }
            let target = try makeTarget(variables: variables, scratch: scratch, log: log)
            var runner = ScenarioRunner(target, environment: cli.environment.merging(variables) { $1 })
            var results: [(FixtureResult, log: [String])] = []
            for fixture in entry.fixtures {
                let result = await runner.run(fixture.defaulting(to: handler))
                let lines = log.entries.map(\.description) + output(of: result, scratch)
                log.removeAll()
                guard entry.selected.contains(fixture.name) else { continue }
                results.append((result, lines))
                onResult(fixture.name)
            }
            do {
                try await target.stop()
            } catch {
                cli.console.errors.print("The app failed to shut down after \(entry.scenario.name): \(error)")
            }
            return results
        }
    }

    private func makeTarget(
        variables: [String: String],
        scratch: String,
        log: LogCapture
    ) throws -> any FixtureTarget {
        switch destination {
        case .inProcess:
            let app = try cli.makeApp(adding: variables)
            let logger = showsLog ? Logger(label: cli.name) : log.logger
            return EventLoopTarget(target: InProcessTarget(app, logger: logger), cli: cli)
        case .functions(let url):
            var configuration = HTTPClient.Configuration()
            configuration.timeout = timeout
            return try InvokeTarget(url: url, client: HTTPClient(loop: cli.loop, configuration: configuration))
        case .program(let path):
            return ProcessTarget(
                FunctionProcess.Launch(
                    program: path,
                    handler: handler ?? "app",
                    environment: cli.environment.merging(variables) { $1 },
                    timeout: timeout,
                    logPath: showsLog ? nil : Self.logPath(scratch)
                )
            )
        }
    }

    /// The end of the process output, if nothing else explains the failure.
    private func output(of result: FixtureResult, _ scratch: String) -> [String] {
        guard case .program = destination, !result.isPassed,
            let text = try? String(contentsOfFile: Self.logPath(scratch), encoding: .utf8)
        else { return [] }
        return text.split(separator: "\n").suffix(10).map(String.init)
    }

    private static func logPath(_ scratch: String) -> String { "\(scratch)/process.log" }
}

extension Fixture {
    /// The fixture with a default handler.
    fileprivate func defaulting(to handler: String?) -> Fixture {
        guard invocation.handler == nil, let handler else { return self }
        var invocation = invocation
        invocation.handler = handler
        return Fixture(
            name: name,
            eventPath: eventPath,
            expectationPath: expectationPath,
            event: event,
            expectation: expectation,
            invocation: invocation
        )
    }
}
