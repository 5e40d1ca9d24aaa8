import Swiftlet
import SwiftletJSON

/// Checks that the app can be created from its settings, starts, and reaches its database.
///
/// The database check runs the command `migrate status --json` of the CLI, which prints `{"migrations": [{"id", "applied"}]}`.
/// It is skipped if the CLI has no `migrate` command.
struct AppDiagnostics: Sendable {
    let cli: HarnessCLI
    var environment: [String: String] = [:]

    func checks() async -> [DoctorCheck] {
        let app: App
        do {
            app = try cli.makeApp(adding: environment)
        } catch {
            // The app's error names the invalid settings, never their values.
            return [
                .missing(
                    "settings",
                    oneLine(error.message),
                    remedy: "Set them in the environment or in .env, one NAME=value per line."
                )
            ]
        }
        var checks: [DoctorCheck] = [.ok("settings", "valid")]
        do {
            try await cli.onLoop { try await app.start() }
            checks.append(.ok("app", "starts, with \(app.routes.count) routes"))
            if cli.commandNames.contains("migrate") { checks.append(await database(app)) }
        } catch {
            checks.append(.missing("app", oneLine("failed to start: \(error)"), remedy: "\(cli.name) routes"))
        }
        // An error of the shutdown is not a failed check.
        try? await cli.onLoop { try await app.shutdown() }
        return checks
    }

    private func database(_ app: App) async -> DoctorCheck {
        let run = await cli.capture(["migrate", "status", "--json"], app: app)
        guard run.exitCode == 0 else {
            let message = run.errors.hasPrefix("Error: ") ? String(run.errors.dropFirst("Error: ".count)) : run.errors
            return .missing(
                "database",
                oneLine("not reachable: \(message)"),
                remedy: "Start it, or configure another one in the app's settings."
            )
        }
        guard let migrations = try? JSON(parsing: run.output)["migrations"]?.array else {
            return .advice(
                "database",
                "reachable; `migrate status --json` printed no migrations",
                remedy: "\(cli.name) migrate status"
            )
        }
        let pending = migrations.filter { $0["applied"] != true }
        guard !pending.isEmpty else { return .ok("database", "reachable, \(migrations.count) migrations applied") }
        return .missing(
            "database",
            "reachable, \(pending.count) of \(migrations.count) migrations are pending",
            remedy: "\(cli.name) migrate"
        )
    }

    private func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
