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
    func `an allowed origin may read every response, including errors`(path: String) async {
        let response = await listed.ask(.get, path, headers: [.origin: "https://app.example.com"])
        #expect(response.headers[.accessControlAllowOrigin] == "https://app.example.com")
        #expect(response.headers[.accessControlAllowCredentials] == "true")
        #expect(response.headers[.vary] == "Origin")
    }

    @Test(arguments: ["https://evil.example", "https://app.example.com.evil.example", "null", "http://app.example.com"])
    func `an origin that is not allowed receives no CORS fields`(origin: String) async {
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

    @Test func `responds to a preflight even if there is no route`() async {
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

    @Test func `rejects a preflight for a method or header that is not allowed`() async {
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

    @Test func `any origin is sent as an asterisk`() async {
        let open = await app(CORS(allowing: .any)).ask(.get, "/ok", headers: [.origin: "https://x.example"])
        #expect(open.headers[.accessControlAllowOrigin] == "*")
        #expect(open.headers[.accessControlAllowCredentials] == nil)
    }

    @Test(arguments: [nil, "https://x.example", "https://y.example"] as [String?])
    func `every response varies by origin, even if any origin is allowed`(origin: String?) async {
        let headers: HTTPFields = origin.map { [.origin: $0] } ?? [:]
        let response = await app(CORS(allowing: .any)).ask(.get, "/ok", headers: headers)
        #expect(response.headers[.vary] == "Origin")
        #expect(response.headers[.accessControlAllowOrigin] == origin.map { _ in "*" })
    }

    @Test(arguments: [
        "content-type", "Content-Type, x-token", "accept,accept-language, CONTENT-LANGUAGE,content-type,X-Token",
    ])
    func `the allowed headers always include the safelisted ones`(asked: String) async throws {
        let strict = app(CORS(allowing: ["https://a.example"], headers: [try #require(.init("X-Token")), .accept]))
        let response = await strict.ask(
            .options,
            "/ok",
            headers: [
                .origin: "https://a.example", .accessControlRequestMethod: "POST", .accessControlRequestHeaders: asked,
            ]
        )
        #expect(response.status == .ok)
        // Starlette's order.
        #expect(
            response.headers[.accessControlAllowHeaders]
                == "Accept, Accept-Language, Content-Language, Content-Type, X-Token"
        )
    }

    @Test(arguments: [true, false]) func `allows a private network only if enabled`(isAllowed: Bool) async throws {
        let asks = try #require(HTTPField.Name("Access-Control-Request-Private-Network"))
        let allows = try #require(HTTPField.Name("Access-Control-Allow-Private-Network"))
        let app = app(CORS(allowing: .any, allowPrivateNetwork: isAllowed))
        let headers: HTTPFields = [.origin: "https://a.example", .accessControlRequestMethod: "GET"]
        var asking = headers
        asking[asks] = "true"
        let response = await app.ask(.options, "/ok", headers: asking)
        #expect(response.status == (isAllowed ? .ok : .badRequest))
        #expect(response.text == (isAllowed ? "OK" : "Disallowed CORS private-network"))
        #expect(response.headers[allows] == (isAllowed ? "true" : nil))
        #expect(
            response.headers[.vary] == """
                Origin, Access-Control-Request-Method, Access-Control-Request-Headers, \
                Access-Control-Request-Private-Network
                """
        )
        let other = await app.ask(.options, "/ok", headers: headers)
        #expect(other.status == .ok)
        #expect(other.headers[allows] == nil)
    }

    @Test(arguments: [
        CORS(allowing: ["*"], credentials: true), CORS(allowing: .any, credentials: true),
        CORS(allowing: ["https://a.example", "*"], credentials: true, maxAge: 1),
        CORS(allowing: .any.or(.listed(["https://a.example"])), credentials: true),
    ])
    func `credentials for any origin are an error at startup`(cors: CORS) async throws {
        let error = try #require(await #expect(throws: AppError.self) { try await app(cors).start() })
        #expect(error.faults.count == 1)
        #expect(error.description.hasPrefix("CORS allows every origin (`*`) together with credentials"))
        // Without a successful startup, credentials are not allowed either.
        let response = await app(cors).ask(.get, "/ok", headers: [.origin: "https://evil.example"])
        #expect(response.headers[.accessControlAllowOrigin] == "*")
        #expect(response.headers[.accessControlAllowCredentials] == nil)
    }

    @Test func `a configuration error is reported also within a group`() async {
        let app = App(title: "", version: "") {
            Routes("/a") { CORS(allowing: .any, credentials: true) }
        }
        await #expect(throws: AppError.self) { try await app.start() }
    }

    @Test(arguments: [
        ("https://App.example.com/", "https://app.example.com"), ("HTTPS://app.example.com", "https://app.example.com"),
        ("https://app.example.com:443", "https://app.example.com"), ("http://a.example:80/", "http://a.example"),
        ("http://a.example:8080", "http://a.example:8080"), ("https://[2001:DB8::1]:443", "https://[2001:db8::1]"),
        ("capacitor://localhost", "capacitor://localhost"),
    ])
    func `listed origins are compared in canonical form`(listed: String, origin: String) async throws {
        for origins in [CORS.Origins.listed([listed]), [listed], .pattern(listed)] as [CORS.Origins] {
            let app = app(CORS(allowing: origins))
            try await app.start()
            let response = await app.ask(.get, "/ok", headers: [.origin: origin])
            #expect(response.headers[.accessControlAllowOrigin] == origin)
        }
    }

    @Test(arguments: [
        "", "null", "app.example.com", "https://", "https://a.example/path", "https://a.example?x",
        "https://user@a.example",
        "https://a.example:", "https://a.example:x", "https://a.example:65536", "https://b\u{fc}cher.example",
        "https://ban\u{212a}.example", "https://a b.example", "https://[::g]", "//a.example",
    ])
    func `an invalid origin is an error at startup`(origin: String) async throws {
        for origins in [CORS.Origins.listed([origin]), .pattern(origin)] {
            let error = try #require(
                await #expect(throws: AppError.self) { try await app(CORS(allowing: origins)).start() }
            )
            #expect(error.description.contains("`\(origin)`"))
        }
    }

    @Test(arguments: ["https://ban\u{212a}.example", "https://bank.example\u{301}", "https://bank.exam\u{600}ple"])
    func `origins are compared byte by byte`(origin: String) async {
        for cors in [CORS(allowing: ["https://bank.example"]), CORS(allowing: .pattern("https://bank.*"))] {
            let response = await app(cors).ask(.get, "/ok", headers: [.origin: origin])
            #expect(response.headers[.accessControlAllowOrigin] == nil)
        }
    }

    @Test(arguments: [
        ("https://a.example.com", true), ("https://a.b.example.com", true), ("https://.example.com", false),
        ("https://example.com", false), ("https://a.example.com.evil.example", false),
        ("https://evil.example/.example.com", false), ("https://evil.example?.example.com", false),
        ("http://a.example.com", false), ("https://A.Example.com", true), ("https://a.example.com:8443", false),
        ("https://a.example.com.example.com", true), ("https://a.example.comx", false),
    ])
    func `a pattern matches whole origins`(origin: String, isAllowed: Bool) async {
        let response = await app(CORS(allowing: .pattern("https://*.example.com")))
            .ask(
                .get,
                "/ok",
                headers: [.origin: origin]
            )
        #expect((response.headers[.accessControlAllowOrigin] != nil) == isAllowed)
    }

    @Test func `a response without an origin has only Vary added`() async {
        let response = await listed.ask(.get, "/ok")
        #expect(response.headers[.accessControlAllowOrigin] == nil)
        #expect(response.headers[.vary] == "Origin")
    }
}
