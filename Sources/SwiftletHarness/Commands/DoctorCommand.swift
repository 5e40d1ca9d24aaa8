internal import ArgumentParser
internal import Logging

/// `doctor`: what this machine lacks.
struct DoctorCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessProgram.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "doctor",
            abstract: "Say what this machine lacks, and the command that mends it.",
            discussion: """
                Looks at Swift, the C libraries, the certificates, .env (names only, never values), the app's settings \
                and database, the event files, the port of serve, and the tools that pack a function.

                The exit code is 1 if something that is needed is missing; "advice" is what only some commands need.

                Examples:
                  \(name) doctor
                  \(name) doctor --port 8080
                  \(name) doctor --json
                """
        )
    }

    @Option(help: "The port that serve is to listen on.")
    var port: Int = 3000

    @Flag(help: "Print what was found as JSON.")
    var json = false

    @OptionGroup var app: AppOptions

    func validate() throws {
        guard 0...65_535 ~= port else { throw ValidationError("--port must be from 0 to 65535.") }
    }

    mutating func run() async throws {
        let program = try HarnessProgram.running()
        TerminalLogHandler.show(from: .critical)
        let doctor = Doctor(
            program: program,
            machine: .local(program.environment),
            environment: try app.environment,
            port: port
        )
        let report = DoctorReport(checks: await doctor.examine())
        let output = program.console.output
        output.print(json ? "\(report.json)" : report.text(on: output))
        if !report.isWell { throw ExitCode.failure }
    }
}
