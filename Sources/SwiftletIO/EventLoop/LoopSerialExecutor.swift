/// The loop as the serial executor of actors.
///
/// A separate object distinguishes the jobs of actors from nonisolated ones, which run differently: a job does not carry
/// its isolation.
final class LoopSerialExecutor: SerialExecutor {
    private unowned let loop: EventLoop

    init(_ loop: EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        loop.enqueue(QueuedJob(job: UnownedJob(job), isIsolated: true))
    }

    func checkIsolated() {
        loop.checkIsolated()
    }

    func isIsolatingCurrentContext() -> Bool? { loop.isOnThread }
}
