import Foundation
import Testing

@testable import SwiftletIO

@Suite(.timeLimit(.minutes(1))) struct WorkerThreadTests {
    private struct Planned: Error, Equatable {}

    @Test func `run returns and throws`() async throws {
        let worker = WorkerThread(name: "test-worker")
        defer { worker.shutdown() }
        #expect(try await worker.run { 42 } == 42)
        await #expect(throws: Planned.self) { try await worker.run { throw Planned() } }
    }

    @Test func `work runs on one thread in order`() async throws {
        let worker = WorkerThread(name: "test-worker")
        defer { worker.shutdown() }
        let order = Shared<[Int]>([])
        let first = try await worker.run { pthread_self() }
        #expect(first != pthread_self())
        for number in 0..<100 {
            let thread = try await worker.run {
                order.update { $0.append(number) }
                return pthread_self()
            }
            #expect(thread == first)
        }
        #expect(order.value == Array(0..<100))
    }

    @Test func `the loop is not blocked`() throws {
        let loop = try EventLoop()
        let worker = WorkerThread(name: "test-worker")
        defer { worker.shutdown() }
        let here = pthread_self()
        let gate = DispatchSemaphore(value: 0)
        try loop.run {
            async let blocked: Void = worker.run { gate.wait() }
            try await loop.sleep(for: .milliseconds(1))
            gate.signal()
            try await blocked
            #expect(pthread_self() == here)
        }
    }

    @Test func `many concurrent tasks`() async throws {
        let worker = WorkerThread(name: "test-worker")
        defer { worker.shutdown() }
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<1000 { group.addTask { try await worker.run { number } } }
            return try await group.reduce(0, +)
        }
        #expect(sum == 499_500)
    }

    @Test func `cancellation removes work that has not started`() async throws {
        let worker = WorkerThread(name: "test-worker")
        defer { worker.shutdown() }
        let gate = DispatchSemaphore(value: 0)
        let hasRun = Shared(false)
        let begun = AsyncStream<Void>.makeStream()
        let first = Task {
            try await worker.run {
                begun.continuation.yield()
                gate.wait()
                return 1
            }
        }
        for await _ in begun.stream { break }
        let second = Task { try await worker.run { hasRun.update { $0 = true } } }
        await Task.yield()
        second.cancel()
        first.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        gate.signal()
        #expect(try await first.value == 1)
        try await worker.run {}
        #expect(!hasRun.value)
    }

    @Test func `shutdown runs enqueued work and rejects later work`() async throws {
        let worker = WorkerThread(name: "test-worker")
        let done = Shared(0)
        let gate = DispatchSemaphore(value: 0)
        let tasks = (0..<10)
            .map { _ in
                Task {
                    try await worker.run {
                        gate.wait()
                        done.update { $0 += 1 }
                    }
                }
            }
        try await EventLoop.shared.sleep(for: .milliseconds(5))
        for _ in 0..<10 { gate.signal() }
        worker.shutdown()
        worker.shutdown()
        var rejected = 0
        for task in tasks {
            do {
                try await task.value
            } catch let error as EventLoopError {
                #expect(error.code == .shutDown)
                rejected += 1
            }
        }
        #expect(done.value + rejected == 10)
        await #expect(throws: EventLoopError.self) { try await worker.run {} }
        WorkerThread(name: "never-used").shutdown()
    }

    private actor Resident {
        private let worker: WorkerThread
        private var count = 0

        init(_ worker: WorkerThread) {
            self.worker = worker
        }

        nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe worker.asUnownedSerialExecutor() }

        func increment() -> (count: Int, thread: pthread_t) {
            worker.preconditionIsolated()
            count += 1
            return (count, pthread_self())
        }
    }

    @Test func `actors run on the thread`() async throws {
        let worker = WorkerThread(name: "test-worker")
        let resident = Resident(worker)
        let thread = try await worker.run { pthread_self() }
        for number in 1...100 {
            let result = await resident.increment()
            #expect(result == (number, thread))
        }
        worker.shutdown()
        #expect(await resident.increment().count == 101)
    }
}
