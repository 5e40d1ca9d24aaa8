import Swiftlet
import SwiftletIdempotency
import Synchronization
import Testing

/// The limits of the store in memory.
@Suite struct MemoryIdempotencyStoreTests {
    /// A clock that tests advance.
    private final class Time: Sendable {
        private let elapsed = Mutex(Duration.zero)
        private let start = ContinuousClock.now

        var now: ContinuousClock.Instant { start + elapsed.withLock { $0 } }

        func advance(by duration: Duration) { elapsed.withLock { $0 += duration } }
    }

    private let time = Time()

    private func makeStore(capacity: Int = 100, maximumBytes: Int = 1_000) -> MemoryIdempotencyStore {
        MemoryIdempotencyStore(capacity: capacity, maximumBytes: maximumBytes) { [time] in time.now }
    }

    private func complete(
        _ key: String,
        size: Int = 1,
        for expiration: Duration = .seconds(60),
        in store: MemoryIdempotencyStore
    )
        throws
    {
        let claim = try store.claim(key, fingerprint: "f", lease: .seconds(1)).claim()
        #expect(store.complete(claim, result: Array(repeating: 0, count: size), expiration: expiration))
    }

    private func isKnown(_ key: String, in store: MemoryIdempotencyStore) throws -> Bool {
        switch try store.claim(key, fingerprint: "f", lease: .seconds(1)) {
        case .claimed(let claim):
            store.release(claim)
            return false
        default:
            return true
        }
    }

    @Test func `at its capacity, the result that was completed first is removed`() throws {
        let store = makeStore(capacity: 3)
        for key in ["a", "b", "c"] { try complete(key, in: store) }
        try complete("d", in: store)
        #expect(store.usage.count == 3)
        #expect(try isKnown("d", in: store) && isKnown("c", in: store) && isKnown("b", in: store))
        #expect(try !isKnown("a", in: store))
    }

    @Test func `keys in progress are not removed: further claims fail`() throws {
        let store = makeStore(capacity: 2)
        let first = try store.claim("a", fingerprint: "f", lease: .seconds(10)).claim()
        _ = try store.claim("b", fingerprint: "f", lease: .seconds(20)).claim()
        let error = #expect(throws: IdempotencyError.self) {
            try store.claim("c", fingerprint: "f", lease: .seconds(1))
        }
        #expect(error?.code == .storeFull && error?.httpError.status == .serviceUnavailable)
        time.advance(by: .seconds(15))
        _ = try store.claim("c", fingerprint: "f", lease: .seconds(1)).claim()
        #expect(!store.complete(first, result: [], expiration: .seconds(1)))
    }

    @Test func `the size of all results is limited`() throws {
        let store = makeStore(maximumBytes: 100)
        try complete("a", size: 60, in: store)
        try complete("b", size: 40, in: store)
        #expect(store.usage.bytes == 100)
        try complete("c", size: 1, in: store)
        #expect(store.usage == (count: 2, bytes: 41))
        #expect(try !isKnown("a", in: store))
        try complete("d", size: 101, in: store)
        #expect(try store.claim("d", fingerprint: "f", lease: .seconds(1)) == .completed(fingerprint: "f", result: nil))
        #expect(store.usage.bytes == 41)
    }

    @Test func `expired results are removed by later claims, a few at a time`() throws {
        let store = makeStore(capacity: 1_000)
        for key in 0..<100 { try complete("old\(key)", for: .seconds(1), in: store) }
        time.advance(by: .seconds(2))
        for key in 0..<50 { try complete("new\(key)", in: store) }
        #expect(store.usage == (count: 50, bytes: 50))
    }

    @Test func `results that expire early leave nothing behind a later one`() throws {
        let store = makeStore()
        try complete("late", for: .seconds(1_000_000), in: store)
        for _ in 0..<1_000 {
            try complete("early", for: .seconds(1), in: store)
            time.advance(by: .seconds(2))
        }
        #expect(store.usage.count == 2 && store.completedCount <= 2 * 2 + 128)
        #expect(try isKnown("late", in: store))
    }

    @Test func `a store of many results stays within its limits`() throws {
        let store = makeStore(capacity: 50, maximumBytes: 200)
        for key in 0..<5_000 {
            try complete("k\(key % 70)x\(key)", size: key % 9, for: .seconds(key % 5 + 1), in: store)
            if key.isMultiple(of: 40) { time.advance(by: .seconds(1)) }
            #expect(store.usage.count <= 50 && store.usage.bytes <= 200)
        }
    }
}
