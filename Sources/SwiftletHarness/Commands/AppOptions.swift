import ArgumentParser

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
