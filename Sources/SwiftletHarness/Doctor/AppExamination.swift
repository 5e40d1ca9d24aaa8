import Swiftlet
import SwiftletJSON

/// Whether the app can be made of its settings, starts, and finds its database as it should be.
///
/// Of a database only an app knows. It is asked by a command of the app's own, `migrate status --json`, which answers with
/// `{"migrations": [{"id", "applied"}]}`; an app without that command has none.
struct AppExamination: Sendable {
    let program: HarnessProgram
    var environment: [String: String] = [:]

    func checks() async -> [DoctorCheck] {
        let app: App
        do {
            app = try program.makeApp(adding: environment)
        } catch {
            // The app names the settings that are wrong, never their values.
            return [
                .missing(
                    "settings",
                    oneLine(error.message),
                    remedy: "Set them in the environment or in .env, one NAME=value a line."
                )
            ]
        }
        var checks: [DoctorCheck] = [.ok("settings", "the app is made of them")]
        do {
            try await program.onLoop { try await app.start() }
            checks.append(.ok("app", "starts, with \(app.routes.count) routes"))
            if app.commands.contains(where: { $0.name == "migrate" }) { checks.append(await database(app)) }
        } catch {
            checks.append(.missing("app", oneLine("does not start: \(error)"), remedy: "\(program.name) routes"))
        }
        // It has answered; how it ends is of no interest here.
        try? await program.onLoop { try await app.shutdown() }
        return checks
    }

    private func database(_ app: App) async -> DoctorCheck {
        let answer: String
        do {
            answer = try await program.onLoop {
                try await app.run(command: "migrate", ["status", "--json"], reading: .nothing)
            }
        } catch {
            return .missing(
                "database",
                oneLine("does not answer: \(error)"),
                remedy: "Start it, or let the app's settings name another."
            )
        }
        guard let migrations = try? JSON(parsing: answer)["migrations"]?.array else {
            return .advice(
                "database",
                "answers; `migrate status --json` says nothing of migrations",
                remedy: "\(program.name) migrate status"
            )
        }
        let pending = migrations.filter { $0["applied"] != true }
        guard !pending.isEmpty else { return .ok("database", "answers, \(migrations.count) migrations applied") }
        return .missing(
            "database",
            "answers, \(pending.count) of \(migrations.count) migrations are pending",
            remedy: "\(program.name) migrate"
        )
    }

    private func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

extension ConsoleInput {
    /// No input at all.
    static let nothing = ConsoleInput { _ in nil }
}
