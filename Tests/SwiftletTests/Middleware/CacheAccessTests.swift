import Swiftlet
import Synchronization
import Testing

/// A credential in the query, which is not visible in the header fields.
private struct Token: EndpointInput {
    func prepare(_ scope: RequestScope) async throws {
        if scope.request.query.isEmpty { throw HTTPError(.unauthorized) }
    }

    func extract(from scope: RequestScope, validation: inout Validation) -> String? { scope.request.query.first?.value }

    func describe(_ operation: inout OperationDescription) {
        operation.security.append(SecurityScheme(name: "Token", definition: ["type": "apiKey"]))
    }
}

/// The cache's access rules and its invalidation.
@Suite struct CacheAccessTests {
    private static func app(_ control: String, _ runs: Counter) -> App {
        let user = Dependency(.perRequest, Token()) { $0 }
        let response = { @Sendable () -> Response in
            runs.add()
            return Response(headers: [.cacheControl: control])
        }
        return App(title: "", version: "") {
            ResponseCache()
            Endpoint(.get, "/open") { response() }
            Endpoint(.get, "/scheme", Inject(user)) { _ in response() }
            Routes("/guarded", requires: [Query("x", Int?.self)]) { Endpoint(.get, "") { response() } }
            Routes("/mounted", requires: [Query("x", Int?.self)]) {
                Mount("/in", App(title: "", version: "") { Endpoint(.get, "/") { response() } })
            }
        }
    }

    @Test(arguments: [
        ("/open?x=1", 1), ("/scheme?x=1", 2), ("/guarded?x=1", 2), ("/mounted/in/?x=1", 2),
    ])
    func `a response of a route with guards or a security scheme is stored only if it is public`(
        target: String,
        count: Int
    ) async {
        let own = Counter()
        let app = Self.app("max-age=60", own)
        for _ in 0..<2 { #expect(await app.ask(.get, target).status == .ok) }
        #expect(own.count == count)
        let shared = Counter()
        let publicApp = Self.app("public, max-age=60", shared)
        for _ in 0..<2 { #expect(await publicApp.ask(.get, target).status == .ok) }
        #expect(shared.count == 1)
    }

    @Test func `a request admitted by an authorizer shares only public responses`() async throws {
        var request = Request(path: "/open")
        request.authorizer = try JSONDocument(parsing: Array(#"{"user":"ada"}"#.utf8)).root
        let runs = Counter()
        let app = Self.app("max-age=60", runs)
        for _ in 0..<2 { _ = await app.respond(to: request, context: Context(logger: .silent)) }
        _ = await app.ask(.get, "/open")
        _ = await app.respond(to: request, context: Context(logger: .silent))
        #expect(runs.count == 4)
    }

    @Test func `a GET with a body is neither stored nor served from the cache`() async {
        let app = App(title: "", version: "") {
            ResponseCache()
            Endpoint(.get, "/", RequestInfo()) { request in
                Response(headers: [.cacheControl: "max-age=60"], body: .bytes(request.body))
            }
        }
        #expect(await app.ask(.get, "/", body: "evil").text == "evil")
        #expect(await app.ask(.get, "/").text.isEmpty)
        #expect(await app.ask(.get, "/", body: "other").text == "other")
    }

    @Test(
        arguments: [
            (.put, 204, 2), (.post, 303, 2), (.delete, 404, 1), (.patch, 500, 1), (.options, 204, 1),
        ] as [(HTTPRequest.Method, Int, Int)]
    )
    func `a successful request with an unsafe method invalidates the responses of its URL`(
        method: HTTPRequest.Method,
        status: Int,
        count: Int
    ) async {
        let runs = Counter()
        let others = Counter()
        let app = App(title: "", version: "") {
            ResponseCache()
            Endpoint(.get, "/a") { () -> Response in
                runs.add()
                return Response(headers: [.cacheControl: "max-age=60", .vary: "Accept"])
            }
            Endpoint(.get, "/b") { () -> Response in
                others.add()
                return Response(headers: [.cacheControl: "max-age=60"])
            }
            Endpoint(method, "/a") { Response(HTTPResponse.Status(code: status)) }
        }
        for path in ["/a", "/b"] { _ = await app.ask(.get, path) }
        _ = await app.ask(method, "/a")
        for path in ["/a", "/b"] { _ = await app.ask(.get, path) }
        #expect(runs.count == count)
        #expect(others.count == 1)
    }
}

private final class Counter: Sendable {
    private let value = Mutex(0)
    var count: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
}
