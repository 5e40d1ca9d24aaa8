import Synchronization
import Testing

@testable import SwiftletSQL

@Suite(.timeLimit(.minutes(1))) struct AsyncLockTests {
    private final class Counters: Sendable {
        let holders = Atomic(0)
        let runs = Atomic(0)
    }

    @Test func `a cancelled task acquires a free lock`() async throws {
        let lock = AsyncLock()
        let task = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            try await lock.acquire(until: nil)
            lock.release()
        }
        try await task.value
    }

    @Test func `waiting for the lock times out at the deadline`() async throws {
        let lock = AsyncLock()
        try await lock.acquire(until: nil)
        for deadline in [ContinuousClock.now, .now + .milliseconds(50)] {
            let error = await #expect(throws: SQLError.self) { try await lock.acquire(until: deadline) }
            #expect(error?.code == .timeout)
        }
        lock.release()
        try await lock.acquire(until: .now)
    }

    @Test func `a cancelled waiter does not acquire the lock`() async throws {
        let lock = AsyncLock()
        try await lock.acquire(until: nil)
        for _ in 0..<200 {
            let waiting = Task { try await lock.acquire(until: nil) }
            if Bool.random() { await Task.yield() }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
        }
        lock.release()
        try await lock.acquire(until: .now)
    }

    @Test func `only one task at a time holds the lock`() async throws {
        let lock = AsyncLock()
        let counters = Counters()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    try await lock.withLock(until: nil) {
                        #expect(counters.holders.add(1, ordering: .relaxed).newValue == 1)
                        await Task.yield()
                        counters.holders.subtract(1, ordering: .relaxed)
                        counters.runs.add(1, ordering: .relaxed)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(counters.runs.load(ordering: .relaxed) == 100)
    }
}
