import ArgumentParser
import Foundation
import Logging
import Swiftlet
import SwiftletEmulator
import SwiftletFixtures
import SwiftletJSON
import SwiftletRuntime
import SwiftletServer

/// `invoke`: sends one event to the app.
struct InvokeCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessCLI.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "invoke",
            abstract: "Invoke the app with one event and print the response.",
            discussion: """
                The response goes to standard output: indented on a terminal, unmodified in a pipe. The log goes to \
                standard error. If the function fails, its error is printed there and the exit code is 1. With --json, \
                standard output is {"outcome": "response" or "failure", "milliseconds", "response" or "failure"}.

                Examples:
                  \(name) invoke events/users/list.json
                  \(name) invoke --handler welcome-digest events/digest/schedule.json
                  echo '{}' | \(name) invoke --handler NAME -
                  \(name) generate sqs | \(name) invoke --json -
                """
        )
    }

    @Argument(help: ArgumentHelp("The event file, or - for standard input.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("The name of the handler; the whole app by default.", valueName: "name"))
    var handler: String?

    @Option(help: ArgumentHelp("The client context.", valueName: "json"))
    var clientContext: String?

    @Flag(help: "Print the outcome and the duration as JSON.")
    var json = false

    @Option(
        help: "The minimum log level; with --through, AWS_LAMBDA_LOG_LEVEL overrides it.",
        transform: Logger.Level.init(option:)
    )
    var logLevel: Logger.Level = .info

    @OptionGroup var through: ThroughOptions
    @OptionGroup var app: AppOptions

    mutating func run() async throws {
        let cli = try HarnessCLI.running()
        TerminalLogHandler.show(from: logLevel)
        let target = try makeTarget(cli)
        let (event, invocation) = try input(cli)
        let clock = ContinuousClock()
        let start = clock.now
        let outcome: InvocationOutcome
        if through.through == nil {
            outcome = await invoke(target, event: event, invocation: invocation, cli: cli)
        } else {
            outcome = await Interruption.endingProcesses {
                await invoke(target, event: event, invocation: invocation, cli: cli)
            }
        }
        if json { return try print(outcome, time: start.duration(to: clock.now), on: cli.console.output) }
        switch outcome {
        case .response(let bytes): print(bytes, on: cli.console.output)
        case .failure(let failure):
            cli.console.errors.write(failure.json.serialized(pretty: true) + [UInt8(ascii: "\n")])
            throw ExitCode.failure
        }
    }

    private func invoke(
        _ target: any FixtureTarget,
        event: [UInt8],
        invocation: FixtureInvocation,
        cli: HarnessCLI
    ) async -> InvocationOutcome {
        let outcome = await target.invoke(event, invocation)
        do {
            try await target.stop()
        } catch {
            cli.console.errors.print("The app failed to shut down: \(error)")
        }
        return outcome
    }

    private func input(_ cli: HarnessCLI) throws -> (event: [UInt8], FixtureInvocation) {
        let event: [UInt8]
        var invocation = FixtureInvocation()
        if file == "-" {
            event = JSONText.utf8(cli.console.readInput())
        } else {
            let fixture = try FixtureFolder.fixture(at: file)
            event = fixture.event
            invocation = fixture.invocation
        }
        if let handler { invocation.handler = handler }
        if let clientContext {
            do {
                invocation.clientContext = try JSON(parsing: clientContext)
            } catch {
                throw ValidationError("--client-context is not JSON: \(error)")
            }
        }
        return (try checked(event), invocation)
    }

    /// The event without the byte order mark that some editors add.
    ///
    /// - Throws: ``HarnessError`` if it is not valid JSON; Lambda rejects such an event before it invokes the function.
    private func checked(_ event: [UInt8]) throws(HarnessError) -> [UInt8] {
        let event = event.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(event.dropFirst(3)) : event
        do {
            _ = try JSONDocument(parsing: event)
        } catch {
            throw HarnessError(.usage, "\(file == "-" ? "Standard input" : file) is not JSON: \(error)")
        }
        return event
    }

    private func makeTarget(_ cli: HarnessCLI) throws -> any FixtureTarget {
        let environment = try app.environment
        guard let path = through.through else {
            let app = try cli.makeApp(adding: environment)
            if let handler, !app.handlerNames.contains(handler) {
                throw HarnessError(
                    .usage,
                    "Unknown handler `\(handler)`.\(Suggestion.sentence(for: handler, among: app.handlerNames)) "
                        + "\(cli.name) routes lists them."
                )
            }
            let target = InProcessTarget(app, logger: Logger(label: cli.name))
            return EventLoopTarget(target: target, cli: cli)
        }
        let defaults = [EnvironmentKey.logLevel: "\(logLevel.platformName)"]
        return ProcessTarget(
            FunctionProcess.Launch(
                program: try ProcessTarget.locate(path),
                handler: "app",
                environment: defaults.merging(cli.environment) { $1 }.merging(environment) { $1 },
                timeout: .seconds(through.timeout),
                logPath: nil
            )
        )
    }

    private func print(_ outcome: InvocationOutcome, time: Duration, on stream: Console.Stream) throws {
        var report: JSON = ["outcome": "response", "milliseconds": .double(time.milliseconds)]
        switch outcome {
        case .response(let bytes):
            // A response that is not JSON is printed as text.
            report["response"] = (try? JSON(parsing: bytes)) ?? .string(String(decoding: bytes, as: UTF8.self))
            stream.print("\(report)")
        case .failure(let failure):
            report["outcome"] = "failure"
            report["failure"] = failure.json
            stream.print("\(report)")
            throw ExitCode.failure
        }
    }

    private func print(_ response: [UInt8], on stream: Console.Stream) {
        guard stream.isTerminal else { return stream.write(response) }
        let pretty = (try? JSON(parsing: response))?.serialized(pretty: true) ?? response
        stream.write(pretty + [UInt8(ascii: "\n")])
    }
}
