import ArgumentParser

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
