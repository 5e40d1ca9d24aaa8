import ArgumentParser
import Logging

/// `doctor`: checks this machine's prerequisites.
struct DoctorCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessCLI.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "doctor",
            abstract: "Check this machine for missing prerequisites and print how to install them.",
            discussion: """
                Checks Swift, the C libraries, the CA certificates, .env (names only, never values), the app's settings \
                and database, the event files, the port of serve, and the tools that package a function.

                The exit code is 1 if a required item is missing. "advice" marks an item that only some commands need.

                Examples:
                  \(name) doctor
                  \(name) doctor --port 8080
                  \(name) doctor --json
                """
        )
    }

    @Option(help: "The port for serve to check.")
    var port: Int = 3000

    @Flag(help: "Print the checks as JSON.")
    var json = false

    @OptionGroup var app: AppOptions

    func validate() throws {
        guard 0...65_535 ~= port else { throw ValidationError("--port must be from 0 to 65535.") }
    }

    mutating func run() async throws {
        let cli = try HarnessCLI.running()
        TerminalLogHandler.show(from: .critical)
        let doctor = Doctor(
            cli: cli,
            machine: .local(cli.environment),
            environment: try app.environment,
            port: port
        )
        let report = DoctorReport(checks: await doctor.examine())
        let output = cli.console.output
        output.print(json ? "\(report.json)" : report.text(on: output))
        if !report.isHealthy { throw ExitCode.failure }
    }
}
