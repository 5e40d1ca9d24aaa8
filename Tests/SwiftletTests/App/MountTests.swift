import Swiftlet
import SwiftletFixtures
import Testing

/// Adds its name to a header field of the response.
private struct Mark: Middleware {
    let name: String

    func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.server] = (response.headers[.server] ?? "") + name
        return response
    }
}

private struct Boom: Error {}

/// An app mounted below a path of another app.
@Suite struct MountTests {
    private static let inner = App(title: "Orders", version: "2") {
        Mark(name: "inner-")
        ProblemDetails()
        OpenAPIRoutes()
        Routes("/orders", tags: ["orders"]) {
            Endpoint(.get, "/{id}", operationID: "get_order", Path("id", Int.self)) { "order \($0)" }
            Endpoint(.post, "", operationID: "add_order", Body([Int].self)) { $0.count }
        }
        Endpoint(.get, "/where", RequestInfo()) { "\($0.basePath)|\($0.path)" }
        Endpoint(.get, "/boom") { () -> String in throw Boom() }
    }

    private static let outer = App(title: "Shop", version: "1") {
        Mark(name: "outer")
        OpenAPIRoutes()
        Mount("/v2", inner)
        Endpoint(.get, "/v2/special", operationID: "special") { "outer" }
        Endpoint(.get, "/health", operationID: "health") { "ok" }
        Endpoint(.get, "/{anything}/where", operationID: "where") { Response.text("outer") }
    }

    @Test(arguments: [
        ("GET", "/v2/orders/7", 200, #""order 7""#), ("POST", "/v2/orders", 200, "2"),
        ("GET", "/health", 200, #""ok""#),
        ("GET", "/v2/special", 200, #""outer""#), ("GET", "/v2/where", 200, #""/v2|/where""#),
        ("GET", "/v3/where", 200, "outer"),
    ])
    func `receives requests below its path that no route of the outer app matches`(
        method: String,
        path: String,
        status: Int,
        text: String
    ) async throws {
        let response = await Self.outer.ask(try #require(HTTPRequest.Method(method)), path, json: "[1,2]")
        #expect(response.status.code == status)
        #expect(response.text == text)
    }

    @Test func `its middleware and error handlers run inside those of the outer app`() async {
        let missing = await Self.outer.ask(.get, "/v2/none")
        #expect(missing.status == .notFound)
        #expect(missing.headers[.contentType] == "application/problem+json")
        #expect(missing.headers[.server] == "inner-outer")
        #expect(missing.text.contains(#""instance":"/v2/none""#))
        #expect(await Self.outer.ask(.get, "/none").headers[.contentType] == "application/json")
        let notAllowed = await Self.outer.ask(.delete, "/v2/orders/7")
        #expect(notAllowed.headers[.allow] == "GET, HEAD, OPTIONS")
        #expect(await Self.outer.ask(.get, "/v2/boom").status == .internalServerError)
    }

    @Test(arguments: [
        ("/v2", "/v2/"), ("/v2/orders/7/", "/v2/orders/7"), ("/health/", "/health"),
    ])
    func `redirects include the mount path`(path: String, location: String) async {
        let response = await Self.outer.ask(.get, path)
        #expect(response.status == .temporaryRedirect)
        #expect(response.headers[.location] == location)
        var staged = Request(path: path)
        staged.basePath = "/prod"
        let inStage = await Self.outer.respond(to: staged, context: Context(logger: .silent))
        #expect(inStage.headers[.location] == "/prod" + location)
    }

    @Test func `a sibling path with the same prefix is not matched`() async {
        #expect(await Self.outer.ask(.get, "/v22/orders/7").status == .notFound)
        #expect(await Self.outer.ask(.get, "/%762/orders/7").text == #""order 7""#)
        var decoded = Request(path: "/v2/orders/7")
        decoded.pathIsEncoded = false
        #expect(await Self.outer.respond(to: decoded, context: Context(logger: .silent)).text == #""order 7""#)
    }

    @Test func `has its own document and page, and is not in the outer document`() async throws {
        let outer = try JSON(parsing: await Self.outer.ask(.get, "/openapi.json").text)
        #expect(outer["info"]?["title"] == "Shop")
        #expect(outer["servers"] == nil)
        #expect(outer["paths"]?.object?.map(\.key) == ["/v2/special", "/health", "/{anything}/where"])
        let inner = try JSON(parsing: await Self.outer.ask(.get, "/v2/openapi.json").text)
        #expect(inner["info"]?["title"] == "Orders")
        #expect(inner["servers"] == [["url": "/v2"]])
        #expect(inner["paths"]?.object?.map(\.key) == ["/orders/{id}", "/orders", "/where", "/boom"])
        #expect(await Self.outer.ask(.get, "/v2/docs").text.contains("/v2/openapi.json"))
    }

    @Test(arguments: ["/openapi.json", "/v2/openapi.json"])
    func `the document of a path is the one that the route at the path serves`(_ path: String) async throws {
        let document = try Self.outer.openAPIDocument(servedAt: path, logger: .silent)
        #expect(String(decoding: document, as: UTF8.self) == (await Self.outer.ask(.get, path).text))
    }

    @Test func `its routes are available as handlers by name`() async throws {
        try await Self.outer.start()
        #expect(Self.outer.handlerNames.contains("v2_get_order"))
        let route = try #require(Self.outer.routes.first { $0.operationID == "v2_get_order" })
        #expect(route.path == "/v2/orders/{id}")
        let handler = try Self.outer.handler(named: "v2_get_order")
        func response(_ path: String) async throws -> Response {
            let output = try await handler(HTTPEventShape.httpAPI.event(for: Request(path: path)))
            return try HTTPEventShape.httpAPI.response(from: JSONDocument(parsing: output).root)
        }
        let found = try await response("/v2/orders/7")
        #expect(found.text == #""order 7""#)
        #expect(found.headers[.server] == "inner-outer")
        #expect(try await response("/v2/where").status == .notFound)
        #expect(try await response("/health").status == .notFound)
    }

    @Test func `tools can look up its operations`() throws {
        let named = try #require(Self.outer.operation(named: "v2_get_order"))
        #expect(named.route.path == "/v2/orders/{id}")
        #expect(named.parameters.map(\.name) == ["id"])
        let request = Request(path: "/v2/orders/x")
        #expect(Self.outer.operation(matching: request)?.route == named.route)
        #expect(Self.outer.inputErrors(in: request, ofOperation: "v2_get_order")?.count == 1)
        #expect(Self.outer.inputErrors(in: Request(path: "/v2/where"), ofOperation: "v2_get_order") == nil)
        #expect(Self.outer.operation(named: "v2_none") == nil)
    }

    @Test func `the guards and middleware of its group apply`() async {
        let token = Dependency(.perRequest, Header("authorization", String.self)) { $0 }
        let app = App(title: "", version: "") {
            Routes("/api", requires: [Inject(token)]) {
                Mark(name: "group")
                Mount("/v2", Self.inner)
            }
        }
        #expect(await app.ask(.get, "/api/v2/orders/7").status == .unprocessableContent)
        let response = await app.ask(.get, "/api/v2/orders/7", headers: [.authorization: "t"])
        #expect(response.text == #""order 7""#)
        #expect(response.headers[.server] == "inner-group")
        #expect(app.handlerNames.contains("api_v2_get_order"))
    }

    @Test(arguments: [false, true])
    func `starts and shuts down with the outer app and shares its instances`(hasOwnOverrides: Bool) async throws {
        let journal = Journal()
        let pool = Dependency(.perProcessAtStartup, Scope()) { scope in
            journal.note("open")
            scope.onExit { _ in journal.note("close") }
            return "pool"
        }
        let user = Dependency(.perRequest) { "nobody" }
        let inner = App(title: "", version: "") {
            Endpoint(.get, "/", Inject(pool), Inject(user)) { "\($0) \($1)" }
        }
        let app = App(title: "", version: "") {
            Mount("/in", hasOwnOverrides ? inner.overriding([.override(user, with: "Ada")]) : inner)
            Endpoint(.get, "/", Inject(pool)) { $0 }
        }
        try await app.start()
        let times = hasOwnOverrides ? 2 : 1
        #expect(journal.entries == Array(repeating: "open", count: times))
        #expect(app.needsShutdown)
        #expect(await app.ask(.get, "/in/").text == (hasOwnOverrides ? #""pool Ada""# : #""pool nobody""#))
        #expect(await app.ask(.get, "/").text == #""pool""#)
        #expect(
            await app.overriding([.override(user, with: "Grace"), .override(pool, with: "fake")]).ask(.get, "/in/").text
                == #""fake Grace""#
        )
        try await app.shutdown()
        #expect(journal.entries.filter { $0 == "close" }.count == times)
    }

    @Test func `configuration errors are reported when the outer app starts`() async throws {
        let inner = App(title: "", version: "") {
            Endpoint(.get, "/{a}", operationID: "a", Path("b", Int.self)) { $0 }
            EventHandler("nightly") { (_: JSON, _) in }
        }
        let empty = App(title: "", version: "") {}
        let app = App(title: "", version: "") {
            Mount("/in", inner)
            Mount("/in", empty)
            Mount("/slash/", empty)
            Mount("/{tenant}", empty)
            Mount("/files", empty)
            Endpoint(.get, "/files/{path:path}", operationID: "files", Path("path", String.self)) { $0 }
            Endpoint(.get, "/in_a", operationID: "in_a") { "" }
        }
        let error = try #require(await #expect(throws: AppError.self) { try await app.start() })
        for fault in [
            "In the app mounted at `/in`: The route GET /{a} (a) reads `b`, which is not a parameter of its path.",
            "The app mounted at `/in` must not have event handlers: move `nightly` to the outer app.",
            "The app mounted at `/in` and another mounted app match the same requests.",
            "Mount(\"/slash/\"): The prefix must be empty, or begin with a slash and not end with one.",
            "The mount path `/{tenant}` must not have parameters.",
            "The app mounted at `/files` and the route GET /files/{path:path} (files) match the same requests.",
            "Duplicate name `in_a`: GET /in_a (in_a) and GET /in/{a} (in_a).",
        ] {
            #expect(error.faults.contains(fault), "\(error)")
        }
    }

    @Test func `applies its own body limit through its middleware`() async {
        let inner = App(title: "", version: "", bodyLimit: 4) {
            Mark(name: "inner")
            Endpoint(.post, "/", Body([Int].self)) { $0.count }
        }
        let app = App(title: "", version: "") { Mount("/in", inner) }
        #expect(await app.ask(.post, "/in/", json: "[1]").text == "1")
        let response = await app.ask(.post, "/in/", json: "[1,2,3]")
        #expect(response.status == .contentTooLarge)
        #expect(response.headers[.server] == "inner")
    }

    @Test func `a response that is too large has both middlewares' fields, and a stream is torn down`() async throws {
        let journal = Journal()
        let resource = Dependency(.perRequest, Scope()) { scope in
            scope.onExit { journal.note("exit \($0.isSuccess)") }
            return 1
        }
        let inner = App(title: "", version: "") {
            Mark(name: "inner")
            ErrorReporter { error, _, _ in journal.note("\(type(of: error))") }
            Endpoint(.get, "/big") { Response(body: .bytes([UInt8](repeating: 97, count: 7_000_000))) }
            Endpoint(.get, "/stream", Inject(resource)) { _ in
                Response(body: .stream(BodyStream { write in try await write([97]) }))
            }
        }
        struct Replace: Middleware {
            func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
                let response = try await next(request, context)
                return request.path.hasSuffix("/stream") ? .text("replaced") : response
            }
        }
        let app = App(title: "", version: "") {
            Mount("/in", inner)
            Routes("/group") {
                Replace()
                Mount("/in", inner)
            }
        }
        let shape = HTTPEventShape.functionURL
        func output(_ path: String, streams: Bool = false) async throws -> [UInt8] {
            var context = Context(logger: .silent)
            context.streamsResponses = streams
            return try await app.respond(to: shape.event(for: Request(path: path, shape: shape)), context: context)
                .collect()
        }
        let big = try shape.response(from: JSONDocument(parsing: try await output("/in/big")).root)
        #expect(big.status == .internalServerError)
        #expect(big.headers[.server] == "inner")
        #expect(journal.entries == ["EventError"])
        _ = try await output("/in/stream", streams: true)
        #expect(journal.entries == ["EventError", "exit true"])
        _ = try await output("/group/in/stream", streams: true)
        #expect(journal.entries == ["EventError", "exit true", "exit true"])
    }
}
