import Glibc

/// The CPU affinity of this thread and its child processes.
///
/// Waking up a process on the same or on another processor makes a factor of two, and the scheduler's choice varies.
/// Pinning removes this noise.
enum Affinity {
    /// Runs the body on one processor; child processes that it starts stay there.
    ///
    /// If the system does not allow it, or has no such processor, the body runs without affinity.
    static func on<Result>(processor: Int, _ body: () throws -> Result) rethrows -> Result {
        set("\(processor)")
        // Processors that do not exist are ignored.
        defer { set("0-1023") }
        return try body()
    }

    /// By `taskset` of util-linux, because the C function is a GNU extension that Swift does not import.
    private static func set(_ processors: String) {
        let command = "exec taskset -cp \(processors) \(getpid()) >/dev/null 2>&1"
        try? Child("/bin/sh", ["-c", command], environment: ["PATH": "/usr/bin:/bin"]).wait()
    }
}
