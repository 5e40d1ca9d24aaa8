import FoundationEssentials
import Swiftlet
import SwiftletSQL
import SwiftletSecuritySQL
import Testing

@testable import SwiftletSecurity

private let second: Int64 = 1_000_000

@Suite struct RateLimitTests {
    @Test func `allows a burst, then a constant rate`() {
        let limit = RateLimit(6, per: .seconds(60), burst: 3)
        var arrival: Int64?
        var allowed: [Bool] = []
        for moment in [0, 0, 0, 0, 9, 10, 10, 20, 200, 200, 200, 200] as [Int64] {
            let decision = limit.decide(arrival, at: moment * second)
            allowed.append(decision.isAllowed)
            arrival = decision.arrival
        }
        #expect(allowed == [true, true, true, false, false, true, false, true, true, true, true, false])
    }

    @Test func `reports the remaining requests and when to retry`() {
        let limit = RateLimit(6, per: .seconds(60), burst: 3)
        let first = limit.decide(nil, at: 0)
        #expect(first.remaining == 2 && first.limit == 3 && first.reset == .seconds(10) && first.retryAfter == nil)
        let third = limit.decide(limit.decide(first.arrival, at: 0).arrival, at: 0)
        #expect(third.remaining == 0)
        let rejected = limit.decide(third.arrival, at: 4 * second)
        #expect(!rejected.isAllowed && rejected.remaining == 0 && rejected.retryAfter == .seconds(6))
        // A rejected request does not count.
        #expect(rejected.arrival == third.arrival)
    }

    @Test(arguments: [
        ("100/minute", RateLimit(100, per: .seconds(60))), ("5/10s", RateLimit(5, per: .seconds(10))),
        ("1000/hour", RateLimit(1000, per: .seconds(3600))), ("1/d", RateLimit(1, per: .seconds(86_400))),
        ("0/minute", nil), ("-1/s", nil), ("5", nil), ("5/", nil), ("5/fortnight", nil), ("/s", nil), ("5/0s", nil),
        ("5/s/s", nil), ("", nil),
    ])
    func `parses limits`(text: String, limit: RateLimit?) {
        #expect(RateLimit(text) == limit)
    }

    @Test(arguments: [
        RateLimit(.max, per: .milliseconds(1)), RateLimit(1, per: .seconds(Int64.max), burst: .max),
        RateLimit(1, per: .seconds(Int64.max)), RateLimit(.max, per: .seconds(Int64.max), burst: 1),
        RateLimit(.min, per: .seconds(-1), burst: .min),
    ])
    func `supports very large limits`(_ limit: RateLimit) async throws {
        let database = try Database(url: "sqlite::memory:", configuration: .init(acquireTimeout: .seconds(60)))
        try await Migrator(database, DatabaseRateLimitStore.migrations).up()
        let memory = MemoryRateLimitStore()
        let durable = DatabaseRateLimitStore(database)
        let now = 1_700_000_000 * second
        for step in 0..<3 {
            let first = memory.decide("k", limit, at: now)
            let other = try await durable.decide("k", limit, at: now)
            #expect(first == other, "step \(step)")
            #expect(first.isAllowed || step > 0)
        }
        await database.close()
    }

    @Test func `the memory and database stores decide alike`() async throws {
        let database = try Database(url: "sqlite::memory:", configuration: .init(acquireTimeout: .seconds(60)))
        try await Migrator(database, DatabaseRateLimitStore.migrations).up()
        let memory = MemoryRateLimitStore()
        let durable = DatabaseRateLimitStore(database)
        let limit = RateLimit(10, per: .seconds(10), burst: 4)
        var generator = SystemRandomNumberGenerator()
        var now: Int64 = 1_700_000_000 * second
        for step in 0..<300 {
            now += Int64.random(in: 0...900_000, using: &generator)
            let key = "k\(step % 3)"
            let first = memory.decide(key, limit, at: now)
            let other = try await durable.decide(key, limit, at: now)
            #expect(first == other, "step \(step)")
        }
        await database.close()
    }

    @Test func `concurrent requests never exceed the limit`() async throws {
        let database = try Database(url: "sqlite::memory:", configuration: .init(acquireTimeout: .seconds(60)))
        try await Migrator(database, DatabaseRateLimitStore.migrations).up()
        let store = DatabaseRateLimitStore(database)
        let limit = RateLimit(20, per: .seconds(60))
        let granted = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 {
                group.addTask { try await store.decide("k", limit, at: 1_700_000_000 * second).isAllowed }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(granted == 20)
        await database.close()
    }

    @Test func `a check does not count a request`() async throws {
        try await Self.withStores { store in
            let limit = RateLimit(2, per: .seconds(60))
            for _ in 0..<5 {
                let check = try await store.check("k", limit, at: 1_700_000_000 * second)
                #expect(check.isAllowed && check.remaining == 2)
            }
            for _ in 0..<2 { _ = try await store.decide("k", limit, at: 1_700_000_000 * second) }
            let check = try await store.check("k", limit, at: 1_700_000_000 * second)
            #expect(!check.isAllowed && check.remaining == 0 && check.retryAfter == .seconds(30))
        }
    }

    @Test func `a recorded request counts, and blocks a key for no longer than the limit`() async throws {
        try await Self.withStores { store in
            let limit = RateLimit(3, per: .seconds(30))
            let now = 1_700_000_000 * second
            try await store.record("k", limit, at: now)
            #expect(try await store.check("k", limit, at: now).remaining == 2)
            for _ in 0..<10 { try await store.record("k", limit, at: now) }
            #expect(try await store.check("k", limit, at: now).retryAfter == .seconds(10))
            #expect(try await store.decide("k", limit, at: now + 10 * second).isAllowed)
        }
    }

    @Test func `a refund leaves a key as if the request had not been made`() async throws {
        try await Self.withStores { store in
            let limit = RateLimit(2, per: .seconds(60))
            let now = 1_700_000_000 * second
            for _ in 0..<20 {
                let decision = try await store.decide("k", limit, at: now)
                #expect(decision.isAllowed)
                try await store.refund(decision, of: "k", limit, at: now)
            }
            #expect(try await store.check("k", limit, at: now).remaining == 2)
        }
    }

    @Test func `a refund returns only what has not drained`() async throws {
        try await Self.withStores { store in
            let limit = RateLimit(2, per: .seconds(60))
            let now = 1_700_000_000 * second
            let early = try await store.decide("k", limit, at: now)
            let late = now + 45 * second
            for _ in 0..<2 { #expect(try await store.decide("k", limit, at: late).isAllowed) }
            // The first request drained 15 seconds ago, and a rejected one was not counted.
            try await store.refund(early, of: "k", limit, at: late)
            let rejected = try await store.decide("k", limit, at: late)
            #expect(!rejected.isAllowed)
            try await store.refund(rejected, of: "k", limit, at: late)
            #expect(try await !store.check("k", limit, at: late).isAllowed)
        }
    }

    @Test func `concurrent refunds and requests never exceed the limit`() async throws {
        try await Self.withStores { store in
            let limit = RateLimit(20, per: .seconds(60))
            let now = 1_700_000_000 * second
            let kept = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        let decision = try await store.decide("k", limit, at: now)
                        guard decision.isAllowed, number % 2 == 0 else { return decision.isAllowed }
                        try await store.refund(decision, of: "k", limit, at: now)
                        return false
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(try await store.check("k", limit, at: now).remaining == 20 - kept)
        }
    }

    /// Runs a test with each store, in memory and in a database.
    private static func withStores(_ body: (any RateLimitStore) async throws -> Void) async throws {
        try await body(MemoryRateLimitStore())
        let database = try Database(url: "sqlite::memory:", configuration: .init(acquireTimeout: .seconds(60)))
        try await Migrator(database, DatabaseRateLimitStore.migrations).up()
        do {
            try await body(DatabaseRateLimitStore(database))
            await database.close()
        } catch {
            await database.close()
            throw error
        }
    }

    @Test func `a failed cleanup does not fail an allowed request`() async throws {
        let database = try Database(url: "sqlite::memory:", configuration: .init(acquireTimeout: .seconds(60)))
        try await Migrator(database, DatabaseRateLimitStore.migrations).up()
        try await database.execute(
            """
            CREATE TRIGGER broken BEFORE DELETE ON swiftlet_rate_limits
            BEGIN SELECT RAISE(ABORT, 'the clean-up fails'); END
            """
        )
        let store = DatabaseRateLimitStore(database)
        let limit = RateLimit(1, per: .seconds(1))
        let now = 1_700_000_000 * second / 1009 * 1009
        try await database.execute("INSERT INTO swiftlet_rate_limits VALUES ('old', 1)")
        #expect(try await store.decide("k", limit, at: now - limit.interval).isAllowed)
        #expect(try await database.query("SELECT count(*) FROM swiftlet_rate_limits").decode(Int.self) == [2])
        try await database.execute("DROP TRIGGER broken")
        #expect(try await store.decide("l", limit, at: now - limit.interval).isAllowed)
        #expect(try await database.query("SELECT count(*) FROM swiftlet_rate_limits").decode(Int.self) == [2])
        await database.close()
    }

    @Test func `finds expired keys by an index`() async throws {
        let database = try Database(url: "sqlite::memory:", configuration: .init(acquireTimeout: .seconds(60)))
        try await Migrator(database, DatabaseRateLimitStore.migrations).up()
        let plan = try await database.query(
            "EXPLAIN QUERY PLAN SELECT key FROM swiftlet_rate_limits WHERE arrival < 1 ORDER BY arrival LIMIT 2000"
        )
        let details = try plan.map { row in try row["detail"] as String }
        #expect(details.contains { $0.contains("swiftlet_rate_limits_arrival") })
        await database.close()
    }

    @Test func `only failures count if successes are refunded`() async throws {
        let context = Context(
            logger: Logger(label: "") { _ in SwiftLogNoOpLogHandler() },
            clock: WallClock.fixed(Date(timeIntervalSince1970: 1_700_000_000))
        )
        let limiter = RateLimiter(
            "login",
            RateLimit(2, per: .seconds(60)),
            store: MemoryRateLimitStore(),
            onFailure: .closed
        )
        for _ in 0..<10 {
            let decision = try await limiter.consume("k", context: context)
            await limiter.refund(decision, of: "k", context: context)
        }
        try await limiter.check("k", context: context)
        await limiter.record("k", context: context)
        try await limiter.consume("k", context: context)
        let error = await #expect(throws: HTTPError.self) { try await limiter.check("k", context: context) }
        #expect(error?.status == .tooManyRequests)
        #expect(error?.headers[.retryAfter] == "30")
    }

    @Test func `recording and refunding do not fail a request if the state is unavailable`() async throws {
        let gone = try Database(url: "sqlite::memory:")
        let context = Context(logger: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
        let memory = RateLimiter("a", RateLimit(1, per: .seconds(1)), store: MemoryRateLimitStore(), onFailure: .closed)
        let decision = try await memory.consume("k", context: context)
        let limiter = RateLimiter(
            "a",
            RateLimit(1, per: .seconds(1)),
            store: DatabaseRateLimitStore(gone),
            onFailure: .closed
        )
        await limiter.record("k", context: context)
        await limiter.refund(decision, of: "k", context: context)
        await limiter.refund(nil, of: "k", context: context)
        await #expect(throws: HTTPError.self) { try await limiter.check("k", context: context) }
        await gone.close()
    }

    @Test func `bounds the memory`() {
        let store = MemoryRateLimitStore(capacity: 10)
        for key in 0..<100 {
            #expect(store.decide("\(key)", RateLimit(1, per: .seconds(60)), at: 0).isAllowed)
        }
    }

    // A sweep on each request would take minutes.
    @Test(.timeLimit(.minutes(1))) func `a full memory store is not swept on each request`() {
        let store = MemoryRateLimitStore(capacity: 20_000)
        for key in 0..<100_000 {
            #expect(store.decide("\(key)", RateLimit(1, per: .milliseconds(20)), at: Int64(key)).isAllowed)
        }
        #expect(store.count <= 25_000)
    }

    @Test func `fails open or closed if the state is unavailable`() async throws {
        let gone = try Database(url: "sqlite::memory:")
        let store = DatabaseRateLimitStore(gone)
        let context = Context(logger: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
        let open = RateLimiter("a", RateLimit(1, per: .seconds(1)), store: store, onFailure: .open)
        #expect(try await open.consume("k", context: context) == nil)
        let closed = RateLimiter("a", RateLimit(1, per: .seconds(1)), store: store, onFailure: .closed)
        let error = await #expect(throws: HTTPError.self) { try await closed.consume("k", context: context) }
        #expect(error?.status == .serviceUnavailable)
        await gone.close()
    }

    @Test func `the middleware rejects with 429 and reports the remaining requests`() async {
        let limiter = RateLimiter(
            "api",
            RateLimit(2, per: .seconds(60)),
            store: MemoryRateLimitStore(),
            onFailure: .open
        )
        let app = App(title: "", version: "") {
            RateLimiting(limiter)
            Endpoint(.get, "/") { "" }
        }
        let clock = WallClock.fixed(Date(timeIntervalSince1970: 1_700_000_000))
        let context = Context(logger: Logger(label: "") { _ in SwiftLogNoOpLogHandler() }, clock: clock)
        func send(_ address: String?) async -> Response {
            var request = Request()
            request.clientAddress = address
            return await app.respond(to: request, context: context)
        }
        let first = await send("203.0.113.7")
        #expect(first.headers[.init("RateLimit-Limit")!] == "2")
        #expect(first.headers[.init("RateLimit-Remaining")!] == "1")
        #expect(first.headers[.init("RateLimit-Policy")!] == "2;w=60")
        #expect(await send("203.0.113.7").status == .ok)
        let rejected = await send("203.0.113.7")
        #expect(rejected.status == .tooManyRequests)
        #expect(rejected.headers[.retryAfter] == "30")
        #expect(await send("203.0.113.8").status == .ok)
        #expect(await send(nil).status == .ok)
    }

    @Test(arguments: [
        ("203.0.113.7", "203.0.113.7"), ("2001:db8::1", "2001:db8:0:0::/64"),
        ("2001:0DB8:0000:0000:1:2:3:4", "2001:db8:0:0::/64"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::1", "0:0:0:0::/64"), ("fe80::", "fe80:0:0:0::/64"), ("", ""), (":::", "0:0:0:0::/64"),
    ])
    func `counts IPv6 clients by network`(address: String, name: String) {
        #expect(ClientNetwork.prefix(of: address) == name)
    }

    @Test(arguments: [
        ("203.0.113.7", "203.0.113.7"), ("2001:db8::1", "2001:db8:0::/48"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
    ])
    func `counts IPv6 sites by the first three groups`(address: String, name: String) {
        #expect(ClientNetwork.prefix(of: address, groups: 3) == name)
    }
}
