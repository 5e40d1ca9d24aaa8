/// A job enqueued on the loop.
struct QueuedJob: Sendable {
    var job: UnownedJob
    /// Whether it was enqueued through the serial executor, and runs isolated to it.
    var isIsolated: Bool
}
