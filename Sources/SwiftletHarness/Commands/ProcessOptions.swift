internal import ArgumentParser

/// Options of a command that keeps processes of the deployable program.
struct ProcessOptions: ParsableArguments {
    static let defaultInstances = 4
    static let defaultMemory = 512

    @Option(
        help: ArgumentHelp(
            "How many processes there may be, started when they are needed (default: \(ProcessOptions.defaultInstances)).",
            valueName: "n"
        )
    )
    var instances: Int?

    @Option(help: ArgumentHelp("How many events each process takes at once (default: 1).", valueName: "n"))
    var concurrency: Int?

    @Option(
        help: ArgumentHelp(
            "The memory size that a process is given (default: \(ProcessOptions.defaultMemory)); REPORT lines show what it used.",
            valueName: "megabytes"
        )
    )
    var memory: Int?

    func validate() throws {
        for (name, value) in [("instances", instances), ("concurrency", concurrency), ("memory", memory)] {
            guard value ?? 1 > 0 else { throw ValidationError("--\(name) must be at least 1.") }
        }
        guard concurrency ?? 1 <= 1024 else { throw ValidationError("--concurrency must be at most 1024.") }
    }

    /// Whether any of them was given.
    var isGiven: Bool { instances != nil || concurrency != nil || memory != nil }

    /// All of them in a few words.
    var summary: String {
        let count = instances ?? Self.defaultInstances
        let events = concurrency ?? 1
        return "at most \(count) \(count == 1 ? "process" : "processes"), \(events) "
            + "\(events == 1 ? "event" : "events") at a time each"
    }
}
