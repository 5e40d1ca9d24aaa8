/// The message and the location of a crash, from the output of the process.
struct CrashReport: Hashable, Sendable {
    /// Of the output, the number of lines to show.
    private static let lineCount = 40

    /// The message of the trap, or how the process has exited.
    let message: String
    /// The file, the line and the column in the package, if the backtrace has them.
    let location: String?
    /// The output, from the message on.
    let output: String
    /// The methods and targets of the requests in flight.
    var requests: [String] = []

    /// Creates a report.
    ///
    /// - Parameters:
    ///   - output: The output of the process.
    ///   - end: How it has exited, such as `signal: illegal instruction`.
    ///   - package: The package whose sources the location is in.
    init(_ output: String, end: String, package: WatchedPackage) {
        let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
        // The last one: an app may log such a line itself.
        let start = lines.lastIndex { Self.message($0) != nil }
        message = start.flatMap { Self.message(lines[$0]) } ?? "The process exited: \(end)"
        location = lines.lazy.dropFirst(start ?? 0).compactMap { Self.location($0, in: package) }.first
        self.output = lines[(start ?? max(0, lines.count - Self.lineCount))...].prefix(Self.lineCount)
            .joined(separator: "\n")
    }

    /// Whether a line, which may be incomplete, is the first one of the backtracer.
    static func isStart(_ line: String) -> Bool { line.hasPrefix("*** Signal ") }

    /// The message in a line of the standard library or of
    /// [the backtracer](https://github.com/swiftlang/swift/blob/main/docs/Backtracing.rst), which alone knows it for some
    /// traps, such as an arithmetic overflow.
    private static func message(_ line: Substring) -> String? {
        let kinds = /(?:.*: )?(?<message>(?:Fatal error|Precondition failed|Assertion failed)(?:: .*)?)/
        if let match = line.wholeMatch(of: kinds) { return String(match.message) }
        return line.wholeMatch(of: /\*\*\* (?<message>Swift runtime failure: .+) \*\*\*/).map { String($0.message) }
    }

    /// The location in a line of a backtrace: `3 [ra] 0x… function + 12 in program at /path/file.swift:2:63`.
    private static func location(_ line: Substring, in package: WatchedPackage) -> String? {
        guard let match = line.firstMatch(of: /\sat (?<path>\/[^:]+):(?<position>\d+(?::\d+)?)\s*$/) else { return nil }
        let path = String(match.path)
        let relative = package.relative(path)
        return relative == path || relative.hasPrefix(".build/") ? nil : "\(relative):\(match.position)"
    }
}

extension WatchFailure {
    /// A crash.
    init(_ crash: CrashReport, request: String? = nil) {
        let location = crash.location.map { " (\($0))" } ?? ""
        self.init(title: "The app crashed: \(crash.message)\(location)", request: request, output: crash.output)
    }
}
