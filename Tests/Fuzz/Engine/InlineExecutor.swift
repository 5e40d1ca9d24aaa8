import Synchronization

/// Runs asynchronous code to completion on the current thread, so that each input is finished before the next.
final class InlineExecutor: TaskExecutor {
    private let jobs = Mutex<[UnownedJob]>([])
    private let finished = Atomic(false)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
    }

    /// Runs `body` and waits for it.
    ///
    /// `body` must not wait for another thread: without a runnable job, this traps.
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
            check(!batch.isEmpty, "the body waits for another thread")
            for job in batch {
                job.runSynchronously(on: executor.asUnownedTaskExecutor())
            }
        }
    }
}
