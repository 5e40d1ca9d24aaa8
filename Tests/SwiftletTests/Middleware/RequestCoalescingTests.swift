import SwiftletJSON
import Synchronization
import Testing

@testable import Swiftlet

/// An app with a cache whose endpoint suspends in given runs, counted from 1, until the test releases them.
private final class SlowApp: Sendable {
    struct Broken: Error {}

    private let releases: [Int: Signal]
    private let runs = Mutex(0)
    private let cache: ResponseCache
    private let headers: HTTPFields
    private let firstFails: Bool

    init(
        _ headers: HTTPFields,
        holding numbers: [Int] = [1],
        maximumBytes: Int = 1 << 20,
        waitLimit: Duration = .seconds(60),
        firstFails: Bool = false
    ) {
        self.headers = headers
        self.releases = Dictionary(uniqueKeysWithValues: numbers.map { ($0, Signal()) })
        self.firstFails = firstFails
        self.cache = ResponseCache(maximumBytes: maximumBytes, maximumEntries: 100, waitLimit: waitLimit) { .now }
    }

    var runCount: Int { runs.withLock { $0 } }

    /// Starts a request.
    func start(_ method: HTTPRequest.Method = .get, _ fields: HTTPFields = [:]) -> Task<String, Never> {
        Task {
            let app = App(title: "", version: "") {
                cache
                Endpoint(.get, "/") { try await self.run() }
                Endpoint(.post, "/") { Response() }
            }
            return await app.ask(method, "/", headers: fields).text
        }
    }

    private func run() async throws -> Response {
        let number = runs.withLock { runs in
            runs += 1
            return runs
        }
        await releases[number]?.wait()
        if number == 1, firstFails { throw Broken() }
        return Response(headers: headers, body: .bytes(Array("\(number)".utf8)))
    }

    /// Releases a suspended run of the endpoint.
    func release(_ number: Int = 1) { releases[number]?.send() }

    /// Waits for a number of started runs and of waiting requests.
    func reach(runs: Int, waiting: Int) async throws {
        while runCount != runs || cache.coalescing.waiterCount != waiting {
            try await Task.sleep(for: .milliseconds(1))
        }
    }
}

@Suite(.timeLimit(.minutes(1))) struct RequestCoalescingTests {
    private static let cacheable: HTTPFields = [.cacheControl: "max-age=60"]

    @Test func `one of several concurrent requests runs, and the others receive its response`() async throws {
        let app = SlowApp(Self.cacheable)
        let first = app.start()
        try await app.reach(runs: 1, waiting: 0)
        let others = (0..<4).map { _ in app.start() }
        try await app.reach(runs: 1, waiting: 4)
        app.release()
        for request in [first] + others { #expect(await request.value == "1") }
        #expect(app.runCount == 1)
    }

    @Test func `requests for a response that was not stored do not wait again`() async throws {
        let app = SlowApp([:], holding: [1, 3])
        let first = app.start()
        try await app.reach(runs: 1, waiting: 0)
        let second = app.start()
        try await app.reach(runs: 1, waiting: 1)
        app.release()
        #expect(await [first.value, second.value] == ["1", "2"])
        let third = app.start()
        try await app.reach(runs: 3, waiting: 0)
        #expect(await app.start().value == "4")
        app.release(3)
        #expect(await third.value == "3")
    }

    @Test func `requests for a response that is too large to be stored do not wait again`() async throws {
        let app = SlowApp(Self.cacheable, holding: [1, 2], maximumBytes: 16)
        let first = app.start()
        try await app.reach(runs: 1, waiting: 0)
        app.release()
        #expect(await first.value == "1")
        let second = app.start()
        try await app.reach(runs: 2, waiting: 0)
        #expect(await app.start().value == "3")
        app.release(2)
        #expect(await second.value == "2")
    }

    @Test func `the waiting requests run if the first one fails`() async throws {
        let app = SlowApp(Self.cacheable, firstFails: true)
        let first = app.start()
        try await app.reach(runs: 1, waiting: 0)
        let second = app.start()
        try await app.reach(runs: 1, waiting: 1)
        app.release()
        #expect(await second.value == "2")
        #expect(await first.value.contains("Internal Server Error"))
        #expect(await app.start().value == "2")
    }

    @Test func `a cancelled request stops waiting`() async throws {
        let app = SlowApp(Self.cacheable)
        let first = app.start()
        try await app.reach(runs: 1, waiting: 0)
        let second = app.start()
        try await app.reach(runs: 1, waiting: 1)
        second.cancel()
        #expect(await second.value == "2")
        app.release()
        #expect(await first.value == "1")
    }

    @Test func `a request stops waiting after the limit`() async throws {
        let app = SlowApp(Self.cacheable, waitLimit: .milliseconds(20))
        let first = app.start()
        try await app.reach(runs: 1, waiting: 0)
        #expect(await app.start().value == "2")
        app.release()
        #expect(await first.value == "1")
    }

    @Test func `requests after the limit do not wait for a request that hangs`() async {
        let coalescing = RequestCoalescing(waitLimit: .milliseconds(20), maximumUncached: 10)
        let roles = [
            await coalescing.role(for: Request()), await coalescing.role(for: Request()),
            await coalescing.role(for: Request()),
        ]
        let areLeaders = roles.map { role in if case .leader = role { true } else { false } }
        #expect(areLeaders == [true, false, true])
    }

    @Test func `an unsafe method resumes waiting requests, and the outdated response is not stored`() async throws {
        let app = SlowApp(Self.cacheable)
        let first = app.start()
        try await app.reach(runs: 1, waiting: 0)
        let second = app.start()
        try await app.reach(runs: 1, waiting: 1)
        _ = await app.start(.post).value
        #expect(await second.value == "2")
        app.release()
        #expect(await first.value == "1")
        #expect(await app.start().value != "1")
    }

    @Test(arguments: [[.authorization: "Bearer x"], [.cacheControl: "no-cache"]] as [HTTPFields])
    func `the outdated response of a request that is not coalesced is not stored`(fields: HTTPFields) async throws {
        let app = SlowApp([.cacheControl: "public, max-age=60"])
        let first = app.start(.get, fields)
        try await app.reach(runs: 1, waiting: 0)
        _ = await app.start(.post).value
        app.release()
        #expect(await first.value == "1")
        #expect(await app.start().value == "2")
        #expect(await app.start().value == "2")
    }

    @Test func `the outdated response of a request that has waited is not stored`() async throws {
        let app = SlowApp(Self.cacheable, holding: [1, 2], waitLimit: .milliseconds(20))
        let first = app.start()
        try await app.reach(runs: 1, waiting: 0)
        let second = app.start()
        try await app.reach(runs: 2, waiting: 0)
        _ = await app.start(.post).value
        app.release(2)
        #expect(await second.value == "2")
        #expect(await app.start().value == "3")
        app.release()
        #expect(await first.value == "1")
        #expect(await app.start().value == "3")
    }

    @Test func `the invalidations of many URLs are limited`() {
        var invalidations = Invalidations()
        invalidations.add(UTF8Key("/a"), limit: 2)
        #expect(invalidations.include(UTF8Key("/a"), since: 0))
        #expect(!invalidations.include(UTF8Key("/a"), since: 1))
        #expect(!invalidations.include(UTF8Key("/b"), since: 0))
        for url in ["/c", "/d"] { invalidations.add(UTF8Key(url), limit: 2) }
        // A request that started before the forgotten invalidations may be outdated.
        for url in ["/a", "/b"] { #expect(invalidations.include(UTF8Key(url), since: 0)) }
        #expect(!invalidations.include(UTF8Key("/a"), since: 2))
        #expect(invalidations.include(UTF8Key("/d"), since: 2))
    }

    @Test func `a request does not wait for itself in a group with the same cache`() async {
        let runs = Mutex(0)
        let cache = ResponseCache(maximumBytes: 1 << 20, maximumEntries: 100, waitLimit: .seconds(600)) { .now }
        let app = App(title: "", version: "") {
            cache
            Routes {
                cache
                Endpoint(.get, "/") {
                    let number = runs.withLock { runs in
                        runs += 1
                        return runs
                    }
                    return Response(headers: Self.cacheable, body: .bytes(Array("\(number)".utf8)))
                }
            }
        }
        for _ in 0..<2 { #expect(await app.ask(.get, "/").text == "1") }
    }

    @Test(
        arguments: [
            [.authorization: "Bearer x"], [.acceptLanguage: "de"], [.cacheControl: "no-cache"], [.range: "bytes=0-0"],
        ] as [HTTPFields]
    )
    func `a request that may get a different response does not wait`(fields: HTTPFields) async throws {
        let app = SlowApp(Self.cacheable)
        let first = app.start()
        try await app.reach(runs: 1, waiting: 0)
        #expect(await app.start(.get, fields).value == "2")
        app.release()
        _ = await first.value
    }
}
