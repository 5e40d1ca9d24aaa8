import ArgumentParser
import Logging
import Swiftlet

/// Options of all commands that run the app.
struct AppOptions: ParsableArguments {
    @Option(
        name: .customLong("env"),
        help: ArgumentHelp("Set an environment variable for the app.", valueName: "NAME=VALUE")
    )
    var variables: [String] = []

    /// The variables by name.
    var environment: [String: String] {
        get throws {
            var environment: [String: String] = [:]
            for variable in variables {
                guard let equals = variable.firstIndex(of: "="), equals > variable.startIndex else {
                    throw ValidationError("--env requires NAME=VALUE, not \"\(variable)\".")
                }
                environment[String(variable[..<equals])] = String(variable[variable.index(after: equals)...])
            }
            return environment
        }
    }
}

/// Options of commands that can send events to the function binary.
struct ThroughOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Run this function binary behind an emulated runtime API.", valueName: "program")
    )
    var through: String?

    @Option(help: ArgumentHelp("The invocation timeout of the function binary.", valueName: "seconds"))
    var timeout: Int = 30

    func validate() throws {
        guard timeout > 0 else { throw ValidationError("--timeout must be at least 1 second.") }
    }
}

extension Logger.Level {
    /// Creates a level from its name.
    init(option: String) throws {
        guard let level = Logger.Level(rawValue: option.lowercased()) else {
            let levels = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("Unknown log level \"\(option)\": expected one of \(levels).")
        }
        self = level
    }
}

extension HTTPEventShape {
    /// Creates a shape from its name.
    init(option: String) throws {
        guard let shape = HTTPEventShape(named: option) else {
            let shapes = Self.all.map(\.description).joined(separator: ", ")
            throw ValidationError("Unknown event shape \"\(option)\": expected one of \(shapes).")
        }
        self = shape
    }
}
