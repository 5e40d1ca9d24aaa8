import Foundation
import Testing

@testable import SwiftletIO

/// Signals are process-wide: the tests are serialized and use different signals.
@Suite(.serialized, .timeLimit(.minutes(1))) struct SignalTests {
    @Test func `a waiting task receives a signal`() async throws {
        let signals = EventLoop.shared.signals([SIGUSR1])
        kill(getpid(), SIGUSR1)
        for await signal in signals {
            #expect(signal == SIGUSR1)
            break
        }
    }

    @Test func `every subscriber receives its signals`() async throws {
        let loop = try EventLoop.start(name: "test-loop")
        defer { loop.shutdown() }
        var both = EventLoop.shared.signals([SIGUSR1, SIGUSR2]).makeAsyncIterator()
        var second = loop.signals([SIGUSR2]).makeAsyncIterator()
        kill(getpid(), SIGUSR1)
        #expect(await both.next() == SIGUSR1)
        kill(getpid(), SIGUSR2)
        #expect(await both.next() == SIGUSR2)
        #expect(await second.next() == SIGUSR2)
    }

    @Test func `the previous disposition is restored`() async throws {
        let before = signal(SIGUSR1, SIG_IGN)
        defer { signal(SIGUSR1, before) }
        let task = Task {
            for await _ in EventLoop.shared.signals([SIGUSR1]) {}
        }
        try await EventLoop.shared.sleep(for: .milliseconds(2))
        task.cancel()
        await task.value
        // With the default disposition this would terminate the process.
        kill(getpid(), SIGUSR1)
        let now = signal(SIGUSR1, SIG_IGN)
        #expect(unsafe unsafeBitCast(now, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self))
    }

    @Test func `shutdown ends the stream`() async throws {
        let loop = try EventLoop.start(name: "test-loop")
        let signals = loop.signals([SIGUSR2])
        loop.shutdown()
        for await _ in signals {}
    }
}
