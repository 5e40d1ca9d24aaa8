import ArgumentParser
import Foundation
import Swiftlet

/// Runs the app's own commands, which are not part of the argument parser's configuration.
extension HarnessCLI {
    /// Runs one of the app's own commands.
    ///
    /// - Returns: The exit code, or `nil` if the arguments do not name one.
    func runAppCommand(_ arguments: [String]) async -> Int32? {
        var arguments = arguments
        if arguments.first == "help", arguments.count > 1 { arguments = [arguments[1], "--help"] }
        guard let name = arguments.first, !name.hasPrefix("-"), !builtInCommands.contains(name) else { return nil }
        guard commands.contains(where: { $0.name == name }) else { return unknownCommand(name) }
        let rest = Array(arguments.dropFirst())
        if rest.contains("--help") || rest.contains("-h") {
            console.output.print(usage(of: name))
            return 0
        }
        do {
            let app = try cachedApp.app()
            let output = try await onLoop {
                do {
                    let output = try await app.run(command: name, rest, reading: .terminal)
                    try await app.shutdown()
                    return output
                } catch {
                    try? await app.shutdown()
                    throw error
                }
            }
            console.output.print(output)
            return 0
        } catch let error as UsageError {
            console.errors.print("Error: \(error)\n\(usage(of: name))")
            return ExitCode.validationFailure.rawValue
        } catch let error as ValidationFailure {
            let lines = error.errors.map { "  \($0)" }
            console.errors.print("Error: The arguments are not valid.\n\(lines.joined(separator: "\n"))")
            return 1
        } catch {
            console.errors.print(
                "Error: \((error as? any HTTPErrorConvertible)?.httpError.detail.string ?? "\(error)")"
            )
            return 1
        }
    }

    private func usage(of name: String) -> String {
        let command = commands.first { $0.name == name }
        let usage = "\(command?.summary ?? "").\n\nUSAGE: \(self.name) \(name) \(command?.usage ?? "")"
        guard let examples = command?.examples, !examples.isEmpty else { return usage }
        let calls = examples.map { "  \(self.name) \(name)\($0.isEmpty ? "" : " \($0)")" }
        return "\(usage)\n\nExamples:\n" + calls.joined(separator: "\n")
    }

    private func unknownCommand(_ name: String) -> Int32 {
        var text = "Error: Unknown command \"\(name)\"."
        text += Suggestion.sentence(for: name, among: builtInCommands + commands.map(\.name))
        do {
            _ = try cachedApp.app()
        } catch {
            text += " The app's own commands are unavailable: \(error)"
        }
        console.errors.print("\(text)\n\(self.name) --help lists the commands.")
        return ExitCode.validationFailure.rawValue
    }

    /// The examples and the list of the app's own commands, for the help.
    var help: String {
        let examples = ["serve", "replay events", "generate --list", "doctor"].map { "  \(name) \($0)" }
        let commands = commands
        let beginning = "Examples:\n" + examples.joined(separator: "\n")
        if commands.isEmpty { return beginning }
        let width = (commands.map(\.name.count).max() ?? 0) + 2
        let lines = commands.map {
            "  " + $0.name.padding(toLength: width, withPad: " ", startingAt: 0) + $0.summary + "."
        }
        return "\(beginning)\n\nCOMMANDS OF THE APP:\n" + lines.joined(separator: "\n")
    }
}

extension ConsoleInput {
    /// Reads standard input; a terminal does not echo it.
    static let terminal = ConsoleInput { prompt in
        guard isatty(STDIN_FILENO) == 1 else { return readLine() }
        FileHandle.standardError.write(Data(prompt.utf8))
        var settings = termios()
        unsafe tcgetattr(STDIN_FILENO, &settings)
        let shown = settings
        settings.c_lflag &= ~tcflag_t(ECHO)
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
        let line = readLine()
        var restored = shown
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &restored)
        FileHandle.standardError.write(Data("\n".utf8))
        return line
    }
}
