import Foundation
import Swiftlet
import SwiftletIO
import Synchronization
import Testing

@testable import SwiftletSecurity

/// Blocks a thread in `pass()` until another one calls `open()`.
private final class Gate: Sendable {
    private let isOpen = Atomic(false)
    let hasArrived = Atomic(false)

    func open() { isOpen.store(true, ordering: .releasing) }

    func pass() {
        hasArrived.store(true, ordering: .releasing)
        while !isOpen.load(ordering: .acquiring) { usleep(1000) }
    }

    /// Waits until a thread is blocked.
    func waitForArrival() async throws {
        while !hasArrived.load(ordering: .acquiring) { try await Task.sleep(for: .milliseconds(1)) }
    }
}

@Suite(.timeLimit(.minutes(2))) struct PasswordQueueTests {
    @Test func `rejects work beyond the limit with 503 and Retry-After`() async throws {
        let queue = PasswordQueue(waitingLimit: 2)
        let hasher = try PasswordHasher(parameters: ScryptParameters(logN: 4), queue: queue)
        let gate = Gate()
        let running = Task { try await queue.run { gate.pass() } }
        try await gate.waitForArrival()
        let waiting = (0..<2).map { _ in Task { try await hasher.check("password", against: nil) } }
        while queue.count < 3 { try await Task.sleep(for: .milliseconds(1)) }

        let app = App(title: "", version: "") {
            Endpoint(.post, "/") { try await hasher.check("password", against: nil).isCorrect }
        }
        let context = Context(logger: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
        let response = await app.respond(to: Request(method: .post, path: "/"), context: context)
        #expect(response.status == .serviceUnavailable)
        #expect(response.headers[.retryAfter] == "1")
        await #expect(throws: PasswordQueueFull.self) { try await hasher.hash("password") }
        await #expect(throws: PasswordQueueFull.self) { try await hasher.verify("password", against: nil) }

        gate.open()
        try await running.value
        for task in waiting { #expect(try await !task.value.isCorrect) }
        #expect(queue.count == 0)
        #expect(try await !hasher.check("password", against: nil).isCorrect)
        queue.shutdown()
    }

    @Test func `cancelling a task removes its waiting work and frees the slot`() async throws {
        let queue = PasswordQueue(waitingLimit: 1)
        let gate = Gate()
        let hasRun = Mutex(false)
        let running = Task { try await queue.run { gate.pass() } }
        try await gate.waitForArrival()
        let waiting = Task { try await queue.run { hasRun.withLock { $0 = true } } }
        while queue.count < 2 { try await Task.sleep(for: .milliseconds(1)) }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        #expect(queue.count == 1)
        let next = Task { try await queue.run { 7 } }
        while queue.count < 2 { try await Task.sleep(for: .milliseconds(1)) }
        gate.open()
        try await running.value
        #expect(try await next.value == 7)
        #expect(!hasRun.withLock { $0 })
        queue.shutdown()
    }

    @Test func `a queue without waiting slots still runs work`() async throws {
        let queue = PasswordQueue(waitingLimit: -1)
        #expect(queue.waitingLimit == 0)
        #expect(try await queue.run { 1 } == 1)
        await #expect(throws: CryptoError.self) { try await queue.run { throw CryptoError(.operationFailed, "") } }
        #expect(try await queue.run { 2 } == 2)
        queue.shutdown()
    }
}
