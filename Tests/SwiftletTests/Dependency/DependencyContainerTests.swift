import Synchronization
import Testing

@testable import Swiftlet

private struct Boom: Error {}

/// A clock that only advances manually.
private final class ManualClock: Sendable {
    private let instant = Mutex(ContinuousClock.now)
    func advance(by duration: Duration) { instant.withLock { $0 += duration } }
    var now: ContinuousClock.Instant { instant.withLock { $0 } }
}

extension DependencyContainer {
    fileprivate func get<Value: Sendable>(_ dependency: Dependency<Value>) async throws -> Value {
        let context = Context(logger: .silent)
        let scope = RequestScope(Request(), context: context, container: self)
        return try await instance(of: dependency, for: scope)
    }
}

@Suite(.timeLimit(.minutes(2))) struct DependencyContainerTests {
    @Test func `the teardowns of a failed attempt run immediately, in reverse order`() async throws {
        let journal = Journal()
        let database = Dependency(.perProcess, Scope()) { scope -> Int in
            journal.note("open")
            scope.onExit { outcome in journal.note("close, succeeded: \(outcome.isSuccess)") }
            scope.onExit { _ in
                journal.note("stop")
                throw Boom()
            }
            throw HTTPError(.serviceUnavailable)
        }
        let clock = ManualClock()
        let container = DependencyContainer { clock.now }
        let once = ["open", "stop", "close, succeeded: false"]
        await #expect(throws: HTTPError.self) { try await container.get(database) }
        #expect(journal.entries == once)
        clock.advance(by: .seconds(10))
        await #expect(throws: HTTPError.self) { try await container.get(database) }
        #expect(journal.entries == once + once)
        try await container.shutdown()
        #expect(journal.entries == once + once)
    }

    @Test func `the inputs of a dependency remain when its creation fails`() async throws {
        let journal = Journal()
        let pool = Dependency(.perProcess, Scope()) { scope in
            journal.note("open pool")
            scope.onExit { _ in journal.note("close pool") }
            return 1
        }
        let store = Dependency(.perProcess, Inject(pool), Scope()) { _, scope -> Int in
            scope.onExit { _ in journal.note("close store") }
            throw Boom()
        }
        let container = DependencyContainer()
        await #expect(throws: Boom.self) { try await container.get(store) }
        #expect(journal.entries == ["open pool", "close store"])
        #expect(try await container.get(pool) == 1)
        try await container.shutdown()
        #expect(journal.entries == ["open pool", "close store", "close pool"])
    }

    @Test func `a teardown registered after the creation of the instance runs at shutdown`() async throws {
        let journal = Journal()
        let scope = Mutex<ExitScope?>(nil)
        let late = Dependency(.perProcess, Scope()) { exits in
            scope.withLock { $0 = exits }
            exits.onExit { _ in journal.note("first") }
            return 1
        }
        let container = DependencyContainer()
        _ = try await container.get(late)
        scope.withLock { $0 }?.onExit { _ in journal.note("second") }
        try await container.shutdown()
        #expect(journal.entries == ["second", "first"])
    }

    @Test func `during the backoff after a failure, requests fail with its error without another attempt`()
        async throws
    {
        let attempts = Mutex(0)
        let flaky = Dependency(.perProcess) { () -> Int in
            let attempt = attempts.withLock { count in
                count += 1
                return count
            }
            if attempt < 3 { throw HTTPError(.serviceUnavailable, "Attempt \(attempt)") }
            return attempt
        }
        let clock = ManualClock()
        let container = DependencyContainer { clock.now }
        func failure() async -> String? {
            await #expect(throws: HTTPError.self) { try await container.get(flaky) }?.detail.string
        }
        #expect(await failure() == "Attempt 1")
        clock.advance(by: .milliseconds(49))
        #expect(await failure() == "Attempt 1")
        clock.advance(by: .milliseconds(1))
        #expect(await failure() == "Attempt 2")
        clock.advance(by: .milliseconds(99))
        #expect(await failure() == "Attempt 2")
        clock.advance(by: .milliseconds(1))
        #expect(try await container.get(flaky) == 3)
        #expect(try await container.get(flaky) == 3)
    }

    @Test(arguments: [(1, 50), (2, 100), (3, 200), (7, 3200), (8, 5000), (1000, 5000)])
    func `the backoff doubles up to five seconds`(failures: Int, milliseconds: Int) {
        #expect(RetryBackoff.delay(afterFailures: failures) == .milliseconds(milliseconds))
    }

    @Test func `waiters of a failed attempt receive its error`() async {
        let journal = Journal()
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        let broken = Dependency(.perProcess) { () -> Int in
            journal.note("attempt")
            for await _ in gate { break }
            throw Boom()
        }
        let clock = ManualClock()
        let container = DependencyContainer { clock.now }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<10 {
                group.addTask { await #expect(throws: Boom.self) { try await container.get(broken) } }
            }
            while journal.entries.isEmpty { await Task.yield() }
            opener.yield()
        }
        #expect(journal.entries == ["attempt"])
    }

    @Test func `a waiting request can be cancelled while the attempt continues`() async throws {
        let hasBegun = Mutex(false)
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        let slow = Dependency(.perProcess) { () -> Int in
            hasBegun.withLock { $0 = true }
            for await _ in gate { break }
            return 1
        }
        let container = DependencyContainer()
        let maker = Task { try await container.get(slow) }
        while !hasBegun.withLock({ $0 }) { await Task.yield() }
        let waiter = Task { try await container.get(slow) }
        let other = Task { try await container.get(slow) }
        waiter.cancel()
        await #expect(throws: CancellationError.self) { try await waiter.value }
        opener.yield()
        #expect(try await maker.value == 1)
        #expect(try await other.value == 1)
    }

    @Test func `a waiter takes over when the request that creates the instance is cancelled`() async throws {
        let attempts = Mutex(0)
        let slow = Dependency(.perProcess) { () -> Int in
            let attempt = attempts.withLock { count in
                count += 1
                return count
            }
            if attempt == 1 { try await Task.sleep(for: .seconds(3600)) }
            return attempt
        }
        let container = DependencyContainer()
        let maker = Task { try await container.get(slow) }
        while attempts.withLock({ $0 }) == 0 { await Task.yield() }
        let waiter = Task { try await container.get(slow) }
        maker.cancel()
        await #expect(throws: CancellationError.self) { try await maker.value }
        #expect(try await waiter.value == 2)
    }

    @Test func `a shutdown resumes waiters and tears down instances created later`() async throws {
        let journal = Journal()
        let hasBegun = Mutex(false)
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        let slow = Dependency(.perProcess, Scope()) { scope -> Int in
            scope.onExit { _ in journal.note("close") }
            hasBegun.withLock { $0 = true }
            for await _ in gate { break }
            return 1
        }
        let container = DependencyContainer()
        let maker = Task { try await container.get(slow) }
        while !hasBegun.withLock({ $0 }) { await Task.yield() }
        let waiter = Task.immediate { try await container.get(slow) }
        try await container.shutdown()
        let error = await #expect(throws: HTTPError.self) { try await waiter.value }
        #expect(error?.status == .serviceUnavailable)
        opener.yield()
        await #expect(throws: HTTPError.self) { try await maker.value }
        #expect(journal.entries == ["close"])
    }

    @Test func `a failing override is called again and not reported as circular`() async {
        let user = Dependency(.perRequest) { 1 }
        let container = DependencyContainer(overrides: [.override(user) { throw Boom() }])
        let scope = RequestScope(Request(), context: Context(logger: .silent), container: container)
        for _ in 0..<2 {
            await #expect(throws: Boom.self) { try await user.prepare(in: scope) }
        }
    }
}
