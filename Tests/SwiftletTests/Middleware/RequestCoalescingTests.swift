import Synchronization
import Testing

@testable import Swiftlet

/// An app with a cache, whose first response and others of certain numbers are not made before the test says so.
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
        waitLimit: Duration = .seconds(60),
        firstFails: Bool = false
    ) {
        self.headers = headers
        self.releases = Dictionary(uniqueKeysWithValues: numbers.map { ($0, Signal()) })
        self.firstFails = firstFails
        self.cache = ResponseCache(maximumBytes: 1 << 20, maximumEntries: 100, waitLimit: waitLimit) { .now }
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

    /// Lets a response be made.
    func release(_ number: Int = 1) { releases[number]?.send() }

    /// Waits until so many requests have run, and so many wait.
    func reach(runs: Int, waiting: Int) async throws {
        while runCount != runs || cache.coalescing.waiterCount != waiting {
            try await Task.sleep(for: .milliseconds(1))
        }
    }
}

@Suite(.timeLimit(.minutes(1))) struct RequestCoalescingTests {
    private static let kept: HTTPFields = [.cacheControl: "max-age=60"]

    @Test func `of concurrent requests one runs, and the others receive its response`() async throws {
        let app = SlowApp(Self.kept)
        let first = app.start()
        try await app.reach(runs: 1, waiting: 0)
        let others = (0..<4).map { _ in app.start() }
        try await app.reach(runs: 1, waiting: 4)
        app.release()
        for request in [first] + others { #expect(await request.value == "1") }
        #expect(app.runCount == 1)
    }

    @Test func `requests for a response that was not kept do not wait again`() async throws {
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

    @Test func `the others run if the first fails`() async throws {
        let app = SlowApp(Self.kept, firstFails: true)
        let first = app.start()
        try await app.reach(runs: 1, waiting: 0)
        let second = app.start()
        try await app.reach(runs: 1, waiting: 1)
        app.release()
        #expect(await second.value == "2")
        #expect(await first.value.contains("Internal Server Error"))
        #expect(await app.start().value == "2")
    }

    @Test func `a request that is cancelled waits no longer`() async throws {
        let app = SlowApp(Self.kept)
        let first = app.start()
        try await app.reach(runs: 1, waiting: 0)
        let second = app.start()
        try await app.reach(runs: 1, waiting: 1)
        second.cancel()
        #expect(await second.value == "2")
        app.release()
        #expect(await first.value == "1")
    }

    @Test func `a request waits no longer than the limit`() async throws {
        let app = SlowApp(Self.kept, waitLimit: .milliseconds(20))
        let first = app.start()
        try await app.reach(runs: 1, waiting: 0)
        #expect(await app.start().value == "2")
        app.release()
        #expect(await first.value == "1")
    }

    @Test func `a request with an unsafe method ends the waiting, and an older response is not kept`() async throws {
        let app = SlowApp(Self.kept)
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

    @Test(
        arguments: [
            [.authorization: "Bearer x"], [.acceptLanguage: "de"], [.cacheControl: "no-cache"], [.range: "bytes=0-0"],
        ] as [HTTPFields]
    )
    func `a request that may get another response does not wait`(fields: HTTPFields) async throws {
        let app = SlowApp(Self.kept)
        let first = app.start()
        try await app.reach(runs: 1, waiting: 0)
        #expect(await app.start(.get, fields).value == "2")
        app.release()
        _ = await first.value
    }
}
