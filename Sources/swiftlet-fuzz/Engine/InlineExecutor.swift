import Synchronization

/// Runs what is asynchronous to its end on the calling thread, so that an input is done with when the fuzzer gives the next.
final class InlineExecutor: TaskExecutor {
    private let jobs = Mutex<[UnownedJob]>([])
    private let finished = Atomic(false)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
    }

    /// Runs `body` and waits for it.
    ///
    /// Nothing in it may wait for another thread: there would be no job to run, which is a broken promise.
    static func run(_ body: @escaping @Sendable () async -> Void) {
        let executor = InlineExecutor()
        Task(executorPreference: executor) {
            await body()
            executor.finished.store(true, ordering: .releasing)
        }
        while !executor.finished.load(ordering: .acquiring) {
            let batch = executor.jobs.withLock { jobs in
                defer { jobs = [] }
                return jobs
            }
            promise(!batch.isEmpty, "the body waits for something outside of this thread")
            for job in batch {
                job.runSynchronously(on: executor.asUnownedTaskExecutor())
            }
        }
    }
}
