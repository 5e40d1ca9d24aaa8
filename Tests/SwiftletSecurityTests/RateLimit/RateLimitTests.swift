import FoundationEssentials
import Swiftlet
import SwiftletSQL
import Testing

@testable import SwiftletSecurity

private let second: Int64 = 1_000_000

@Suite struct RateLimitTests {
    @Test func `a burst, then an even rate`() {
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

    @Test func `what is left, and when to come again`() {
        let limit = RateLimit(6, per: .seconds(60), burst: 3)
        let first = limit.decide(nil, at: 0)
        #expect(first.remaining == 2 && first.limit == 3 && first.reset == .seconds(10) && first.retryAfter == nil)
        let third = limit.decide(limit.decide(first.arrival, at: 0).arrival, at: 0)
        #expect(third.remaining == 0)
        let refused = limit.decide(third.arrival, at: 4 * second)
        #expect(!refused.isAllowed && refused.remaining == 0 && refused.retryAfter == .seconds(6))
        // A refused request costs nothing.
        #expect(refused.arrival == third.arrival)
    }

    @Test(arguments: [
        ("100/minute", RateLimit(100, per: .seconds(60))), ("5/10s", RateLimit(5, per: .seconds(10))),
        ("1000/hour", RateLimit(1000, per: .seconds(3600))), ("1/d", RateLimit(1, per: .seconds(86_400))),
        ("0/minute", nil), ("-1/s", nil), ("5", nil), ("5/", nil), ("5/fortnight", nil), ("/s", nil), ("5/0s", nil),
        ("5/s/s", nil), ("", nil),
    ])
    func `limits as text`(text: String, limit: RateLimit?) {
        #expect(RateLimit(text) == limit)
    }

    @Test(arguments: [
        RateLimit(.max, per: .milliseconds(1)), RateLimit(1, per: .seconds(Int64.max), burst: .max),
        RateLimit(1, per: .seconds(Int64.max)), RateLimit(.max, per: .seconds(Int64.max), burst: 1),
        RateLimit(.min, per: .seconds(-1), burst: .min),
    ])
    func `no limit is too large to be counted`(_ limit: RateLimit) async throws {
        let database = try Database(url: "sqlite::memory:")
        try await Migrator(database, [DatabaseRateLimitStore.migration]).up()
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

    @Test func `the memory and the database decide alike`() async throws {
        let database = try Database(url: "sqlite::memory:")
        try await Migrator(database, [DatabaseRateLimitStore.migration]).up()
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

    @Test func `requests that come at once are never granted more than the limit`() async throws {
        let database = try Database(url: "sqlite::memory:")
        try await Migrator(database, [DatabaseRateLimitStore.migration]).up()
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

    @Test func `a bounded memory`() {
        let store = MemoryRateLimitStore(capacity: 10)
        for key in 0..<100 {
            #expect(store.decide("\(key)", RateLimit(1, per: .seconds(60)), at: 0).isAllowed)
        }
    }

    @Test func `open or closed where the state cannot be reached`() async throws {
        let gone = try Database(url: "sqlite::memory:")
        let store = DatabaseRateLimitStore(gone)
        let context = Context(logger: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
        let open = RateLimiter("a", RateLimit(1, per: .seconds(1)), store: store, onFailure: .open)
        #expect(try await open.consume("k", context) == nil)
        let closed = RateLimiter("a", RateLimit(1, per: .seconds(1)), store: store, onFailure: .closed)
        let error = await #expect(throws: HTTPError.self) { try await closed.consume("k", context) }
        #expect(error?.status == .serviceUnavailable)
        await gone.close()
    }

    @Test func `the middleware refuses with 429 and says what is left`() async {
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
        func ask(_ address: String?) async -> Response {
            var request = Request()
            request.clientAddress = address
            return await app.respond(to: request, context)
        }
        let first = await ask("203.0.113.7")
        #expect(first.headers[.init("RateLimit-Limit")!] == "2")
        #expect(first.headers[.init("RateLimit-Remaining")!] == "1")
        #expect(first.headers[.init("RateLimit-Policy")!] == "2;w=60")
        #expect(await ask("203.0.113.7").status == .ok)
        let refused = await ask("203.0.113.7")
        #expect(refused.status == .tooManyRequests)
        #expect(refused.headers[.retryAfter] == "30")
        #expect(await ask("203.0.113.8").status == .ok)
        #expect(await ask(nil).status == .ok)
    }

    @Test(arguments: [
        ("203.0.113.7", "203.0.113.7"), ("2001:db8::1", "2001:db8:0:0::/64"),
        ("2001:0DB8:0000:0000:1:2:3:4", "2001:db8:0:0::/64"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::1", "0:0:0:0::/64"), ("fe80::", "fe80:0:0:0::/64"), ("", ""), (":::", "0:0:0:0::/64"),
    ])
    func `an IPv6 client is its network`(address: String, name: String) {
        #expect(ClientNetwork.name(address) == name)
    }
}
