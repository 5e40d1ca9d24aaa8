import Foundation
import Testing

@testable import SwiftletIO

@Suite(.timeLimit(.minutes(1))) struct WaitingTests {
    /// Both ends of a pipe.
    private final class Pipe: Sendable {
        let readEnd: Int32
        let writeEnd: Int32

        init() throws {
            var ends: [Int32] = [-1, -1]
            try #require(unsafe pipe(&ends) == 0)
            readEnd = ends[0]
            writeEnd = ends[1]
            _ = fcntl(writeEnd, F_SETFL, O_NONBLOCK)
        }

        func write() {
            var byte: UInt8 = 1
            _ = unsafe Foundation.write(writeEnd, &byte, 1)
        }

        func fill() {
            let block = [UInt8](repeating: 0, count: 4096)
            while unsafe Foundation.write(writeEnd, block, block.count) > 0 {}
        }

        func drain() {
            var block = [UInt8](repeating: 0, count: 1 << 20)
            _ = unsafe Foundation.read(readEnd, &block, block.count)
        }

        deinit {
            close(readEnd)
            close(writeEnd)
        }
    }

    @Test func `sleeping tasks resume in order of their deadlines`() throws {
        let loop = try EventLoop()
        let order = Shared<[Int]>([])
        try loop.run {
            let start = ContinuousClock.now
            await withTaskGroup { group in
                for number in [3, 1, 4, 2, 0] {
                    group.addTask {
                        try? await loop.sleep(until: start + .milliseconds(20 * (number + 1)))
                        order.update { $0.append(number) }
                    }
                }
            }
            #expect(ContinuousClock.now >= start + .milliseconds(100))
        }
        #expect(order.value == [0, 1, 2, 3, 4])
    }

    @Test func `a deadline in the past returns immediately`() throws {
        let loop = try EventLoop()
        try loop.run {
            try await loop.sleep(until: .now - .seconds(5))
            try await loop.sleep(for: .zero)
        }
    }

    @Test func `cancellation ends a sleep`() throws {
        let loop = try EventLoop()
        try loop.run {
            let task = Task(executorPreference: loop) { try await loop.sleep(for: .seconds(3600)) }
            await Task.yield()
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test func `a cancelled task does not wait`() async throws {
        let loop = EventLoop.shared
        let task = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            try await loop.sleep(for: .seconds(3600))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func `cancellation from other threads resumes once`() async throws {
        let loop = EventLoop.shared
        await withTaskGroup { group in
            for number in 0..<500 {
                group.addTask {
                    let task = Task { try await loop.sleep(for: .microseconds(number % 3 * 500)) }
                    if number.isMultiple(of: 2) { await Task.yield() }
                    task.cancel()
                    _ = try? await task.value
                }
            }
        }
    }

    @Test func `readable waits for bytes`() async throws {
        let loop = EventLoop.shared
        let pipe = try Pipe()
        let reader = Task { try await loop.readable(pipe.readEnd) }
        try await loop.sleep(for: .milliseconds(5))
        pipe.write()
        try await reader.value
        try await loop.readable(pipe.readEnd)
    }

    @Test func `writable waits for buffer space`() async throws {
        let loop = EventLoop.shared
        let pipe = try Pipe()
        try await loop.writable(pipe.writeEnd)
        pipe.fill()
        #expect(try await loop.writable(pipe.writeEnd, until: .now + .milliseconds(5)) == false)
        let writer = Task { try await loop.writable(pipe.writeEnd, until: nil) }
        try await loop.sleep(for: .milliseconds(5))
        pipe.drain()
        #expect(try await writer.value)
    }

    @Test func `reading and writing of a descriptor are independent`() throws {
        let loop = try EventLoop()
        var ends: [Int32] = [-1, -1]
        try #require(unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        defer { for end in ends { close(end) } }
        let (near, far) = (ends[0], ends[1])
        try loop.run {
            #expect(try await loop.ready(near, for: [.read, .write]) == .write)
            async let readable: Void = loop.readable(near)
            async let writable: Void = loop.writable(near)
            async let second = loop.readable(near, until: nil)
            try await writable
            var byte: UInt8 = 1
            _ = unsafe write(far, &byte, 1)
            try await readable
            #expect(try await second)
            #expect(try await loop.ready(near, for: [.read, .write]) == [.read, .write])
        }
    }

    @Test func `a deadline ends a wait for a descriptor`() throws {
        let loop = try EventLoop()
        let pipe = try Pipe()
        try loop.run { () async throws in
            #expect(try await loop.readable(pipe.readEnd, until: .now + .milliseconds(5)) == false)
            #expect(try await loop.ready(pipe.readEnd, for: .read, until: .now - .seconds(1)) == [])
            pipe.write()
            #expect(try await loop.readable(pipe.readEnd, until: .now + .seconds(3600)))
            #expect(try await loop.readable(pipe.readEnd, until: .now - .seconds(1)))
        }
    }

    @Test func `cancellation ends a wait for a descriptor`() async throws {
        let loop = EventLoop.shared
        let pipe = try Pipe()
        for _ in 0..<100 {
            let task = Task { try await loop.readable(pipe.readEnd) }
            await Task.yield()
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test func `a closed peer is readable`() throws {
        let loop = try EventLoop()
        var ends: [Int32] = [-1, -1]
        try #require(unsafe pipe(&ends) == 0)
        let (readEnd, writeEnd) = (ends[0], ends[1])
        defer { close(readEnd) }
        try loop.run {
            async let readable: Void = loop.readable(readEnd)
            await Task.yield()
            close(writeEnd)
            try await readable
        }
    }

    @Test(arguments: [-1, 1_000_000] as [Int32])
    func `a closed descriptor is an error`(descriptor: Int32) async throws {
        let error = await #expect(throws: EventLoopError.self) {
            try await EventLoop.shared.readable(descriptor)
        }
        #expect(error?.code == .badDescriptor)
    }

    @Test func `a descriptor closed during the wait is an error`() throws {
        let loop = try EventLoop()
        // A high number, which is not reused by other tests after it is closed.
        let pipe = try Pipe()
        let descriptor = fcntl(pipe.readEnd, F_DUPFD, 700)
        try #require(descriptor >= 700)
        try loop.run {
            let wait = Task(executorPreference: loop) { try await loop.readable(descriptor) }
            await Task.yield()
            close(descriptor)
            let error = await #expect(throws: EventLoopError.self) { try await wait.value }
            #expect(error?.code == .badDescriptor)
        }
    }

    @Test func `busy tasks do not starve descriptors`() throws {
        let loop = try EventLoop()
        let pipe = try Pipe()
        try loop.run {
            let busy = Task(executorPreference: loop) {
                while !Task.isCancelled { await Task.yield() }
            }
            let timer = Task(executorPreference: loop) { try await loop.sleep(for: .milliseconds(1)) }
            let reader = Task(executorPreference: loop) { try await loop.readable(pipe.readEnd) }
            pipe.write()
            try await reader.value
            try await timer.value
            busy.cancel()
        }
    }

    @Test func `many descriptors are polled`() throws {
        let loop = try EventLoop()
        let pipes = try (0..<100).map { _ in try Pipe() }
        let order = Shared<[Int]>([])
        try loop.run {
            try await withThrowingTaskGroup { group in
                for (number, pipe) in pipes.enumerated() {
                    group.addTask {
                        try await loop.readable(pipe.readEnd)
                        order.update { $0.append(number) }
                    }
                }
                await Task.yield()
                for number in pipes.indices.reversed() {
                    pipes[number].write()
                    try await loop.sleep(for: .microseconds(100))
                }
                try await group.waitForAll()
            }
        }
        #expect(order.value == Array(pipes.indices.reversed()))
    }
}
