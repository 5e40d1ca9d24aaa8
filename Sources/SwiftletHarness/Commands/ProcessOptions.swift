import ArgumentParser

/// Options of a command that starts processes of the function binary.
struct ProcessOptions: ParsableArguments {
    static let defaultInstances = 4
    static let defaultMemory = 512

    @Option(
        help: ArgumentHelp(
            "The maximum number of processes, started on demand (default: \(ProcessOptions.defaultInstances)).",
            valueName: "n"
        )
    )
    var instances: Int?

    @Option(help: ArgumentHelp("The maximum number of concurrent events per process (default: 1).", valueName: "n"))
    var concurrency: Int?

    @Option(
        help: ArgumentHelp(
            "The memory size reported to a process and in REPORT lines (default: \(ProcessOptions.defaultMemory)).",
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

    /// Whether any of them was specified.
    var isGiven: Bool { instances != nil || concurrency != nil || memory != nil }

    /// A short description of the values.
    var summary: String {
        let count = instances ?? Self.defaultInstances
        let events = concurrency ?? 1
        return "at most \(count) \(count == 1 ? "process" : "processes"), \(events) "
            + "\(events == 1 ? "event" : "events") each at a time"
    }
}
