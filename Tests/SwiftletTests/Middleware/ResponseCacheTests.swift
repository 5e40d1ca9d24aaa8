import FoundationEssentials
import Synchronization
import Testing

@testable import Swiftlet

/// An app with a cache and a manual clock, which counts the responses of its endpoint.
private final class CachedApp: Sendable {
    private let runs = Mutex(0)
    private let cache: ResponseCache
    private let headers: HTTPFields
    private let body: @Sendable (Request) -> Response.Body

    init(
        _ headers: HTTPFields,
        maximumBytes: Int = 1 << 20,
        maximumEntries: Int = 100,
        body: @escaping @Sendable (Request) -> Response.Body = { _ in .bytes([97]) }
    ) {
        self.headers = headers
        self.body = body
        let instant = ManualInstant()
        self.clock = instant
        self.cache = ResponseCache(
            maximumBytes: maximumBytes,
            maximumEntries: maximumEntries,
            credentialFields: [.from]
        ) { instant.now }
    }

    let clock: ManualInstant
    var count: Int { runs.withLock { $0 } }

    func ask(_ target: String, method: HTTPRequest.Method = .get, _ fields: HTTPFields = [:]) async -> Response {
        let app = App(title: "", version: "") {
            cache
            Endpoint(.get, "/{path:path}", RequestInfo()) { request in self.run(request) }
            Endpoint(.post, "/{path:path}", RequestInfo()) { request in self.run(request) }
        }
        return await app.ask(method, target, headers: fields)
    }

    private func run(_ request: Request) -> Response {
        runs.withLock { $0 += 1 }
        return Response(headers: headers, body: body(request))
    }
}

private final class ManualInstant: Sendable {
    private let instant = Mutex(ContinuousClock.now)
    var now: ContinuousClock.Instant { instant.withLock { $0 } }
    func advance(by duration: Duration) { instant.withLock { $0 += duration } }
}

@Suite struct ResponseCacheTests {
    @Test func `a fresh response is served with its age, and a stale one is not`() async {
        let app = CachedApp([.cacheControl: "public, max-age=60", .contentType: "text/plain"])
        #expect(await app.ask("/a?x=1").headers[.age] == nil)
        app.clock.advance(by: .seconds(59))
        let again = await app.ask("/a?x=1")
        #expect(again.text == "a")
        #expect(again.headers[.age] == "59")
        #expect(again.headers[.contentType] == "text/plain")
        #expect(app.count == 1)
        app.clock.advance(by: .seconds(1))
        #expect(await app.ask("/a?x=1").headers[.age] == nil)
        #expect(app.count == 2)
    }

    @Test(arguments: [("50", "59"), ("0", "9"), ("5, 900", "14"), ("x", "9"), ("-1", "9"), ("", "9")])
    func `the age includes the age on receipt`(age: String, expected: String) async {
        let app = CachedApp([.cacheControl: "public, max-age=60", .age: age])
        _ = await app.ask("/a")
        app.clock.advance(by: .seconds(9))
        #expect(await app.ask("/a").headers[.age] == expected)
        app.clock.advance(by: .seconds(51))
        _ = await app.ask("/a")
        #expect(app.count == 2)
    }

    @Test(arguments: ["60", "61", "99999999999999999999"])
    func `a response that is stale on receipt is not stored`(age: String) async {
        let app = CachedApp([.cacheControl: "public, max-age=60", .age: age])
        _ = await app.ask("/a")
        _ = await app.ask("/a")
        #expect(app.count == 2)
    }

    @Test func `the age includes the time since the Date of the response`() async throws {
        let date = try #require(HTTPDate.format(1_000_000))
        let app = App(title: "", version: "") {
            ResponseCache()
            Endpoint(.get, "/") { Response(headers: [.cacheControl: "max-age=60", .date: date, .age: "5"]) }
        }
        let context = Context(logger: .silent, clock: .fixed(Date(timeIntervalSince1970: 1_000_020)))
        _ = await app.respond(to: Request(), context: context)
        #expect(await app.respond(to: Request(), context: context).headers[.age] == "20")
    }

    @Test(arguments: [
        "no-store, max-age=60", "private, max-age=60", "no-cache, max-age=60", "public", "max-age=0", "max-age=x",
        "max-age=60, s-maxage=0", "Private=\"set-cookie\", max-age=60", "NO-STORE,max-age=60", "",
    ])
    func `a response that a shared cache must not store is not stored`(control: String) async {
        let app = CachedApp([.cacheControl: control])
        _ = await app.ask("/a")
        _ = await app.ask("/a")
        #expect(app.count == 2)
    }

    @Test(arguments: ["max-age=60", "s-maxage=60, max-age=0", "MAX-AGE = 60", "max-age=99999999999"])
    func `a response with an explicit lifetime is stored`(control: String) async {
        let app = CachedApp([.cacheControl: control])
        _ = await app.ask("/a")
        _ = await app.ask("/a")
        #expect(app.count == 1)
    }

    @Test(
        arguments: [
            [.cacheControl: "public, max-age=60", .setCookie: "a=1"],
            [.cacheControl: "public, max-age=60", .vary: "*"],
            [.cacheControl: "max-age=60", .vary: "Origin, *"],
        ] as [HTTPFields]
    )
    func `responses with cookies or Vary: * are not stored`(headers: HTTPFields) async {
        let app = CachedApp(headers)
        _ = await app.ask("/a")
        _ = await app.ask("/a")
        #expect(app.count == 2)
    }

    @Test(
        arguments: [
            [.authorization: "Bearer x"], [.cookie: "a=1"], [HTTPField.Name("X-Api-Key") ?? .via: "k"], [.from: "own"],
        ] as [HTTPFields]
    )
    func `requests with credentials share only public responses`(fields: HTTPFields) async {
        let own = CachedApp([.cacheControl: "max-age=60"])
        for _ in 0..<2 { _ = await own.ask("/a", fields) }
        #expect(own.count == 2)
        // Responses to these requests are not stored, and stored responses are not served to them.
        for _ in 0..<2 { _ = await own.ask("/a") }
        #expect(own.count == 3)
        _ = await own.ask("/a", fields)
        #expect(own.count == 4)
        let shared = CachedApp([.cacheControl: "public, max-age=60"])
        _ = await shared.ask("/a", fields)
        _ = await shared.ask("/a")
        _ = await shared.ask("/a", fields)
        #expect(shared.count == 1)
    }

    @Test func `the query, the path and the fields in Vary are part of the key`() async {
        let app = CachedApp([.cacheControl: "max-age=60", .vary: "Accept-Language, Origin"]) { request in
            .bytes(Array((request.header(.acceptLanguage) ?? "-").utf8))
        }
        for _ in 0..<2 {
            #expect(await app.ask("/a", [.acceptLanguage: "de"]).text == "de")
            #expect(await app.ask("/a", [.acceptLanguage: "en"]).text == "en")
            #expect(await app.ask("/a", [.acceptLanguage: ""]).text == "")
            #expect(await app.ask("/a").text == "-")
            #expect(await app.ask("/a", [.origin: "https://a.example"]).text == "-")
        }
        #expect(app.count == 5)
        for target in ["/a?", "/a?x=1", "/a?x=2", "/b", "/A"] { _ = await app.ask(target) }
        #expect(app.count == 9)
    }

    @Test(arguments: ["no-cache", "no-store"])
    func `a client may request a new response`(control: String) async {
        let app = CachedApp([.cacheControl: "max-age=60"])
        _ = await app.ask("/a")
        _ = await app.ask("/a", [.cacheControl: control])
        #expect(app.count == 2)
    }

    @Test func `other methods, streams and errors are not cached`() async {
        let app = CachedApp([.cacheControl: "max-age=60"])
        for method in [.post, .head] as [HTTPRequest.Method] {
            for _ in 0..<2 { _ = await app.ask("/a", method: method) }
        }
        #expect(app.count == 4)
        let streams = CachedApp([.cacheControl: "max-age=60"]) { _ in .stream(BodyStream { _ in }) }
        for _ in 0..<2 { _ = await streams.ask("/a") }
        #expect(streams.count == 2)
    }

    @Test func `a client with the current entity tag receives 304`() async {
        let app = CachedApp([.cacheControl: "max-age=60", .eTag: "\"1\""])
        _ = await app.ask("/a")
        let response = await app.ask("/a", [.ifNoneMatch: "W/\"1\""])
        #expect(response.status == .notModified)
        #expect(response.text.isEmpty)
        #expect(await app.ask("/a", [.ifNoneMatch: "\"2\""]).status == .ok)
        #expect(app.count == 1)
    }

    @Test func `the least recently used response is evicted`() async {
        let app = CachedApp([.cacheControl: "max-age=60"], maximumEntries: 2)
        for path in ["/a", "/b", "/a", "/c", "/a"] { _ = await app.ask(path) }
        #expect(app.count == 3)
        _ = await app.ask("/b")
        #expect(app.count == 4)
    }

    @Test func `the number of bytes is limited`() async {
        let app = CachedApp([.cacheControl: "max-age=60"], maximumBytes: 5_000) { _ in
            .bytes([UInt8](repeating: 97, count: 2_000))
        }
        for path in ["/a", "/b", "/a", "/c", "/a"] { _ = await app.ask(path) }
        #expect(app.count == 3)
        let large = CachedApp([.cacheControl: "max-age=60"], maximumBytes: 1_000) { _ in
            .bytes([UInt8](repeating: 97, count: 2_000))
        }
        for _ in 0..<2 { _ = await large.ask("/a") }
        #expect(large.count == 2)
    }

    @Test func `a response that has become too large replaces the stored one`() async {
        let app = CachedApp([.cacheControl: "max-age=60"], maximumBytes: 1_000) { request in
            .bytes([UInt8](repeating: 97, count: request.header(.cacheControl) == nil ? 1 : 2_000))
        }
        _ = await app.ask("/a")
        #expect(await app.ask("/a", [.cacheControl: "no-cache"]).text.utf8.count == 2_000)
        _ = await app.ask("/a")
        #expect(app.count == 3)
    }

    @Test func `a response that varies by other fields replaces the previous ones`() async {
        let varies = Mutex("Accept")
        let cache = ResponseCache()
        let app = App(title: "", version: "") {
            cache
            Endpoint(.get, "/", RequestInfo()) { request in
                Response(
                    headers: [.cacheControl: "max-age=60", .vary: varies.withLock { $0 }],
                    body: .bytes(Array((request.header(.origin) ?? "-").utf8))
                )
            }
        }
        #expect(await app.ask(.get, "/").text == "-")
        varies.withLock { $0 = "Origin" }
        #expect(await app.ask(.get, "/", headers: [.accept: "x", .origin: "a"]).text == "a")
        #expect(await app.ask(.get, "/").text == "-")
        #expect(await app.ask(.get, "/", headers: [.origin: "a"]).text == "a")
    }
}
