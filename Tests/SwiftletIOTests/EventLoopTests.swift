import Foundation
import Testing

@testable import SwiftletIO

@Suite(.timeLimit(.minutes(1))) struct EventLoopTests {
    private struct Planned: Error, Equatable {}

    private func withLoop<T>(_ body: (EventLoop) async throws -> T) async throws -> T {
        let loop = try EventLoop.start(name: "test-loop")
        defer { loop.shutdown() }
        return try await body(loop)
    }

    // MARK: - Running

    @Test func `run returns the body's result`() throws {
        let loop = try EventLoop()
        #expect(try loop.run { 42 } == 42)
        #expect(try loop.run { "again" } == "again")
    }

    @Test func `run throws the body's error`() throws {
        let loop = try EventLoop()
        #expect(throws: Planned.self) { try loop.run { throw Planned() } }
        #expect(try loop.run { 1 } == 1)
    }

    @Test func `jobs run on the calling thread`() throws {
        let loop = try EventLoop()
        let here = pthread_self()
        try loop.run {
            #expect(pthread_self() == here)
            #expect(EventLoop.current === loop)
            await Task.yield()
            #expect(pthread_self() == here)
            try await loop.sleep(for: .milliseconds(1))
            #expect(pthread_self() == here)
            async let child = pthread_self()
            #expect(await child == here)
            await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<10 { group.addTask { pthread_self() == here } }
                for await isHere in group { #expect(isHere) }
            }
        }
        #expect(EventLoop.current == nil)
    }

    @Test func `a loop cannot be run twice at the same time`() throws {
        let loop = try EventLoop()
        try loop.run {
            let error = #expect(throws: EventLoopError.self) { try loop.run {} }
            #expect(error?.code == .alreadyRunning)
        }
    }

    @Test func `loops can be nested`() throws {
        let outer = try EventLoop()
        let inner = try EventLoop()
        try outer.run {
            try inner.run { #expect(EventLoop.current === inner) }
            #expect(EventLoop.current === outer)
        }
    }

    @Test func `suspended tasks continue in the next run`() throws {
        let loop = try EventLoop()
        let task = Shared<Task<Int, any Error>?>(nil)
        try loop.run {
            task.update {
                $0 = Task(executorPreference: loop) {
                    try await loop.sleep(for: .milliseconds(20))
                    return 7
                }
            }
        }
        let waiting = try #require(task.value)
        #expect(try loop.run { try await waiting.value } == 7)
    }

    @Test func `ready jobs run before run returns`() throws {
        let loop = try EventLoop()
        let count = Shared(0)
        try loop.run {
            for _ in 0..<10 {
                Task(executorPreference: loop) {
                    await Task.yield()
                    count.update { $0 += 1 }
                }
            }
        }
        #expect(count.value == 10)
    }

    @Test func `the shared loop has its own thread`() async throws {
        #expect(EventLoop.preferred === EventLoop.shared)
        let isShared = await Task(executorPreference: EventLoop.shared) { EventLoop.current === EventLoop.shared }.value
        #expect(isShared)
    }

    // MARK: - Executors

    private actor Counter {
        private let loop: EventLoop
        private(set) var count = 0

        init(_ loop: EventLoop) {
            self.loop = loop
        }

        nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

        func increment() async {
            let before = count
            loop.assertIsolated()
            preconditionIsolated()
            count = before + 1
            await Task.yield()
            preconditionIsolated()
        }
    }

    @Test func `actors run on the loop`() async throws {
        try await withLoop { loop in
            let counter = Counter(loop)
            await withTaskGroup { group in
                for number in 0..<100 {
                    if number.isMultiple(of: 2) {
                        group.addTask { await counter.increment() }
                    } else {
                        group.addTask(executorPreference: loop) { await counter.increment() }
                    }
                }
            }
            #expect(await counter.count == 100)
        }
    }

    @Test func `isolation is checked by thread`() async throws {
        try await withLoop { loop in
            #expect(loop.isIsolatingCurrentContext() == false)
            let inside = await Task(executorPreference: loop) { loop.isIsolatingCurrentContext() }.value
            #expect(inside == true)
        }
    }

    @Test func `other threads wake the loop`() async throws {
        try await withLoop { loop in
            for number in 0..<2000 {
                let value = await Task.detached(executorPreference: loop) { number }.value
                #expect(value == number)
            }
        }
    }

    @Test func `many threads enqueue concurrently`() async throws {
        try await withLoop { loop in
            let total = Shared(0)
            await withTaskGroup { group in
                for _ in 0..<8 {
                    group.addTask {
                        for _ in 0..<500 {
                            await withTaskExecutorPreference(loop) { total.update { $0 += 1 } }
                        }
                    }
                }
            }
            #expect(total.value == 4000)
        }
    }

    // MARK: - Shutting down

    @Test func `shutdown ends waits`() async throws {
        let loop = try EventLoop.start(name: "test-loop")
        let sleeper = Task { try await loop.sleep(for: .seconds(3600)) }
        try await loop.sleep(for: .milliseconds(5))
        loop.shutdown()
        loop.shutdown()
        let error = await #expect(throws: EventLoopError.self) { try await sleeper.value }
        #expect(error?.code == .shutDown)
        await #expect(throws: EventLoopError.self) { try await loop.sleep(for: .milliseconds(1)) }
        #expect(throws: EventLoopError.self) { try loop.run {} }
    }

    @Test func `shutdown of a loop that is not running ends its waits`() async throws {
        let loop = try EventLoop()
        let task = Task { try await loop.sleep(for: .seconds(3600)) }
        let transfer = try Transfer()
        try transfer.setURL("http://127.0.0.1:9/")
        let request = Task { try await loop.perform(transfer) }
        try await EventLoop.shared.sleep(for: .milliseconds(5))
        loop.shutdown()
        await #expect(throws: EventLoopError.self) { try await task.value }
        await #expect(throws: HTTPClientError.self) { try await request.value }
    }

    @Test func `shutdown of a running loop ends its waits but not its run`() throws {
        let loop = try EventLoop()
        let worker = WorkerThread(name: "test-worker")
        defer { worker.shutdown() }
        let value = try loop.run {
            let sleeper = Task(executorPreference: loop) { try await loop.sleep(for: .seconds(3600)) }
            await Task.yield()
            try await worker.run { loop.shutdown() }
            await #expect(throws: EventLoopError.self) { try await sleeper.value }
            // Only another thread can wake the loop now.
            return try await worker.run {
                usleep(2000)
                return 7
            }
        }
        #expect(value == 7)
        #expect(throws: EventLoopError.self) { try loop.run {} }
    }

    @Test func `jobs enqueued after the shutdown run`() async throws {
        let loop = try EventLoop.start(name: "test-loop")
        loop.shutdown()
        let value = await Task(executorPreference: loop) {
            await Task.yield()
            return loop.isIsolatingCurrentContext()
        }
        .value
        #expect(value == true)
        let counter = Counter(loop)
        await counter.increment()
        #expect(await counter.count == 1)
    }

    @Test func `shutdown may be called on the loop`() async throws {
        let loop = try EventLoop.start(name: "test-loop")
        await Task(executorPreference: loop) { loop.shutdown() }.value
        await #expect(throws: EventLoopError.self) { try await loop.sleep(for: .milliseconds(1)) }
    }
}
