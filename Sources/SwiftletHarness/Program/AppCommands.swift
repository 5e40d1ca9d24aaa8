internal import ArgumentParser
internal import Foundation
internal import Swiftlet

/// The commands of the app's own, which the argument parser does not know: they are values of the app.
extension HarnessProgram {
    /// Runs a command of the app's own.
    ///
    /// - Returns: the exit code, or `nil` if the arguments name none.
    func runAppCommand(_ arguments: [String]) async -> Int32? {
        guard let name = arguments.first, commands.contains(where: { $0.name == name }) else { return nil }
        let rest = Array(arguments.dropFirst())
        if rest.contains("--help") || rest.contains("-h") {
            console.output.print(usage(of: name))
            return 0
        }
        do {
            let app = try makeApp()
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
        return "\(command?.summary ?? "").\n\nUSAGE: \(self.name) \(name) \(command?.usage ?? "")"
    }

    /// The part of the help that lists the app's own commands, or nothing.
    static func help(_ commands: [ConsoleCommand]) -> String {
        if commands.isEmpty { return "" }
        let width = (commands.map(\.name.count).max() ?? 0) + 2
        let lines = commands.map {
            "  " + $0.name.padding(toLength: width, withPad: " ", startingAt: 0) + $0.summary + "."
        }
        return "COMMANDS OF THE APP:\n" + lines.joined(separator: "\n")
    }
}

extension ConsoleInput {
    /// Standard input: a terminal does not show what is typed.
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
