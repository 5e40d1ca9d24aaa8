import Glibc

/// Which processors this thread, and all that it starts, may run on.
///
/// Whether a process that answers is woken up on the same processor or on another one makes twice the difference, and the
/// system decides it anew now and then. Where each has its processor there is nothing to decide.
enum Affinity {
    /// Runs the body on a processor, with all that it starts, which stays there.
    ///
    /// Where the system does not allow it, or has no such processor, the body runs as it would have.
    static func on<Result>(processor: Int, _ body: () throws -> Result) rethrows -> Result {
        set("\(processor)")
        // More than there are: those that are not there do not count.
        defer { set("0-1023") }
        return try body()
    }

    /// By the tool of util-linux, because the C call is a GNU extension that Swift does not see.
    private static func set(_ processors: String) {
        let command = "exec taskset -cp \(processors) \(getpid()) >/dev/null 2>&1"
        try? Child("/bin/sh", ["-c", command], environment: ["PATH": "/usr/bin:/bin"]).wait()
    }
}
