import Swiftlet
import Testing

private func app(_ cors: CORS) -> App {
    App(title: "", version: "") {
        cors
        Endpoint(.get, "/ok") { "ok" }
        Endpoint(.get, "/boom") { () -> String in throw CancellationError() }
    }
}

private let listed = app(CORS(allowing: ["https://app.example.com"], credentials: true))

@Suite struct CORSTests {
    @Test(arguments: ["/ok", "/boom", "/none"])
    func `an allowed origin may read every answer, errors too`(path: String) async {
        let response = await listed.ask(.get, path, headers: [.origin: "https://app.example.com"])
        #expect(response.headers[.accessControlAllowOrigin] == "https://app.example.com")
        #expect(response.headers[.accessControlAllowCredentials] == "true")
        #expect(response.headers[.vary] == "Origin")
    }

    @Test(arguments: ["https://evil.example", "https://app.example.com.evil.example", "null", "http://app.example.com"])
    func `a foreign origin gets nothing`(origin: String) async {
        let response = await listed.ask(.get, "/ok", headers: [.origin: origin])
        #expect(response.status == .ok)
        #expect(response.headers[.accessControlAllowOrigin] == nil)
        #expect(response.headers[.accessControlAllowCredentials] == nil)
        #expect(response.headers[.vary] == "Origin")
        let preflight = await listed.ask(
            .options,
            "/ok",
            headers: [.origin: origin, .accessControlRequestMethod: "GET"]
        )
        #expect(preflight.status == .badRequest)
        #expect(preflight.text == "Disallowed CORS origin")
        #expect(preflight.headers[.accessControlAllowOrigin] == nil)
        #expect(preflight.headers[.accessControlAllowMethods] == nil)
    }

    @Test func `a preflight is answered, even where there is no route`() async {
        let response = await listed.ask(
            .options,
            "/none",
            headers: [
                .origin: "https://app.example.com", .accessControlRequestMethod: "POST",
                .accessControlRequestHeaders: "authorization,content-type",
            ]
        )
        #expect(response.status == .ok)
        #expect(response.text == "OK")
        #expect(response.headers[.accessControlAllowHeaders] == "authorization,content-type")
        #expect(response.headers[.accessControlMaxAge] == "600")
        #expect(response.headers[.accessControlAllowMethods] == "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT")
    }

    @Test func `a preflight for another method or header is refused`() async {
        let strict = app(CORS(allowing: ["https://a.example"], methods: [.get], headers: [.contentType]))
        let headers: HTTPFields = [.origin: "https://a.example", .accessControlRequestMethod: "BREW"]
        #expect(await strict.ask(.options, "/ok", headers: headers).text == "Disallowed CORS method")
        var asking = headers
        asking[.accessControlRequestMethod] = "GET"
        asking[.accessControlRequestHeaders] = "Content-Type, X-Other"
        #expect(await strict.ask(.options, "/ok", headers: asking).text == "Disallowed CORS headers")
        asking[.accessControlRequestHeaders] = "content-type"
        #expect(await strict.ask(.options, "/ok", headers: asking).status == .ok)
    }

    @Test func `any origin is a star, unless credentials are allowed`() async {
        let open = await app(CORS(allowing: .any)).ask(.get, "/ok", headers: [.origin: "https://x.example"])
        #expect(open.headers[.accessControlAllowOrigin] == "*")
        #expect(open.headers[.vary] == nil)
        let named = await app(CORS(allowing: ["*"], credentials: true))
            .ask(
                .get,
                "/ok",
                headers: [.origin: "https://x.example"]
            )
        #expect(named.headers[.accessControlAllowOrigin] == "https://x.example")
    }

    @Test(arguments: [
        ("https://a.example.com", true), ("https://a.b.example.com", true), ("https://.example.com", false),
        ("https://example.com", false), ("https://a.example.com.evil.example", false),
        ("https://evil.example/.example.com", false), ("https://evil.example?.example.com", false),
        ("http://a.example.com", false), ("https://A.Example.com", true), ("https://a.example.com:8443", false),
    ])
    func `patterns`(origin: String, isAllowed: Bool) async {
        let response = await app(CORS(allowing: .pattern("https://*.example.com")))
            .ask(
                .get,
                "/ok",
                headers: [.origin: origin]
            )
        #expect((response.headers[.accessControlAllowOrigin] != nil) == isAllowed)
    }

    @Test func `without an origin nothing is added but Vary`() async {
        let response = await listed.ask(.get, "/ok")
        #expect(response.headers[.accessControlAllowOrigin] == nil)
        #expect(response.headers[.vary] == "Origin")
    }
}
