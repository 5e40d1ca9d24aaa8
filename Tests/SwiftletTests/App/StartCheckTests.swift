import Swiftlet
import Testing

private struct Place: Model {
    var city: String
    var street: String?
    static let schema = Schema(Place.init, Field("city", \.city), Field("street", \.street))
}

/// Configuration errors are reported at startup, before any request.
@Suite struct StartCheckTests {
    private static let byPath = Dependency(.perRequest, Path("order_id", Int.self), name: "order") { $0 }
    private static let nested = Dependency(.perRequest, Inject(byPath), name: "invoice") { $0 }
    private static let optional = Dependency(.perRequest, Path("order_id", Int?.self)) { $0 ?? 0 }

    private static func faults(@AppBuilder _ components: () -> AppComponents) async -> [String] {
        do {
            try await App(title: "", version: "", components).start()
            return []
        } catch {
            return (error as? AppError)?.faults ?? ["\(error)"]
        }
    }

    @Test func `reports a parameter that the path does not have`() async {
        let faults = await Self.faults {
            Routes("/users") {
                Endpoint(.get, "/{user_id}", operationID: "get", Path("userId", Int.self)) { $0 }
                Endpoint(.put, "/{user_id}", operationID: "put", Inject(Self.nested)) { $0 }
                Endpoint(.get, "/at/{town}", operationID: "at", Path(Place.self)) { $0.city }
            }
            Routes("/guarded", requires: [Inject(Self.byPath)]) {
                Endpoint(.get, "/x", operationID: "guarded") { "" }
            }
        }
        #expect(
            faults == [
                "The route GET /users/{user_id} (get) reads `userId`, which is not a parameter of its path.",
                "The route PUT /users/{user_id} (put) reads `order_id`, which is not a parameter of its path "
                    + "(through invoice → order).",
                "The route GET /users/at/{town} (at) reads `city`, which is not a parameter of its path.",
                "The route GET /guarded/x (guarded) reads `order_id`, which is not a parameter of its path (through order).",
            ]
        )
    }

    @Test func `accepts an optional parameter and one that the path has`() async {
        let faults = await Self.faults {
            Endpoint(.get, "/a", Inject(Self.optional), Path("x", Int.self, default: 1)) { $0 + $1 }
            Endpoint(.get, "/orders/{order_id}", Inject(Self.nested)) { $0 }
            Endpoint(.get, "/at/{city}", Path(Place.self)) { $0.city }
            Endpoint(.get, "/files/{path:path}", Path("path", String.self)) { $0 }
        }
        #expect(faults.isEmpty)
    }

    @Test(arguments: ["/", "/users/", "users"])
    func `reports a prefix without a leading slash or with a trailing slash`(prefix: String) async {
        let faults = await Self.faults { Routes(prefix) { Endpoint(.get, "/y") { "" } } }
        #expect(
            faults.contains { $0.hasPrefix("Routes(\"\(prefix)\"): The prefix must be empty, or begin with a slash") }
        )
    }

    @Test func `reports a path without a leading slash after a prefix`() async {
        let faults = await Self.faults { Routes("/users") { Endpoint(.get, "list") { "" } } }
        #expect(faults == ["The path `list` in the group `/users` must begin with a slash."])
    }

    @Test func `reports a body that is read as both JSON and a form`() async {
        let form = Dependency(.perRequest, FormField("name", String.self)) { $0 }
        let faults = await Self.faults {
            Endpoint(.post, "/a", operationID: "a", Body(Place.self), FormField("x", Int.self)) { place, _ in place.city
            }
            Endpoint(.post, "/b", operationID: "b", Body(Place.self), Inject(form)) { place, _ in place.city }
            Endpoint(.post, "/c", operationID: "c", FormField("x", Int.self), File("y"), Inject(form)) { x, _, _ in x }
            Endpoint(.post, "/d", operationID: "d", Body("a", Place.self), Body("b", Place.self)) { a, _ in a.city }
        }
        #expect(
            faults == [
                "The route POST /a (a) reads its body both as JSON and as a form.",
                "The route POST /b (b) reads its body both as JSON and as a form.",
            ]
        )
    }

    @Test(arguments: [.get, .head, .delete, .options, .post] as [HTTPRequest.Method])
    func `accepts a body for every method, as in FastAPI`(method: HTTPRequest.Method) async throws {
        let app = App(title: "", version: "") {
            Endpoint(method, "/", Body([Int].self)) { Response(headers: [.server: "\($0.count)"]) }
        }
        try await app.start()
        #expect(await app.ask(method, "/", json: "[1,2]").headers[.server] == "2")
        #expect(await app.ask(method, "/", json: "[\"x\"]").status == .unprocessableContent)
    }

    @Test func `reports a body of a TRACE request`() async {
        let faults = await Self.faults { Endpoint(.trace, "/", operationID: "t", Body([Int].self)) { $0.count } }
        #expect(
            faults == ["The route TRACE / (t) reads a body, but a TRACE request has none (RFC 9110, section 9.3.8)."]
        )
    }

    @Test func `accepts optional request inputs of event handlers and other operations`() async throws {
        let tenant = Dependency(.perRequest, Header("x-tenant", String?.self), Query("page", Int.self, default: 1)) {
            "\($0 ?? "none") \($1)"
        }
        let app = App(title: "", version: "") {
            EventHandler("nightly", Inject(tenant), RequestInfo()) { (_: JSON, _, _, _) in }
        }
        #expect(try await app.withDependencies(Inject(tenant)) { $0 } == "none 1")
    }

    @Test func `reports required request inputs of event handlers, also in dependencies`() async {
        let user = Dependency(.perRequest, Header("authorization", String.self), name: "user") { $0 }
        let service = Dependency(.perRequest, Inject(user), name: "service") { $0 }
        let lines = Dependency(.perRequest, Invocation(), Scope()) { context, _ in context.requestID }
        let faults = await Self.faults {
            EventHandler("nightly", Inject(service)) { (_: JSON, _, _) in }
            EventHandler("direct", Query("x", Int.self)) { (_: JSON, _, _) in }
            EventHandler("fine", Inject(lines), Invocation()) { (_: JSON, _, _, _) in }
        }
        #expect(
            faults == [
                "The event handler nightly has an input that reads an HTTP request: Header<String>, through service → user.",
                "The event handler direct has an input that reads an HTTP request: Query<Int>.",
            ]
        )
    }
}

/// Middleware that uses a dependency.
private struct Using: Middleware {
    let dependency: Dependency<Int>
    var dependencies: [AnyDependency] { [dependency] }

    func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        let value = try await dependency.instance(context: context)
        var response = try await next(request, context)
        response.headers[.server] = "\(value)"
        return response
    }
}

@Suite struct MiddlewareDependencyTests {
    @Test(arguments: [false, true])
    func `dependencies of middleware are created at startup and torn down at shutdown`(inGroup: Bool) async throws {
        let journal = Journal()
        let made = Dependency(.perProcessAtStartup, Scope()) { scope in
            journal.note("make")
            scope.onExit { _ in journal.note("close") }
            return 7
        }
        let app = App(title: "", version: "") {
            if !inGroup { Using(dependency: made) }
            Routes {
                if inGroup { Using(dependency: made) }
                Endpoint(.get, "/") { "" }
            }
        }
        try await app.start()
        #expect(journal.entries == ["make"])
        #expect(app.needsShutdown)
        #expect(await app.ask(.get, "/").headers[.server] == "7")
        try await app.shutdown()
        #expect(journal.entries == ["make", "close"])
    }

    @Test func `reports dependencies that middleware cannot use`() async throws {
        let perRequest = Dependency(.perRequest, name: "user") { 7 }
        let wrong = Dependency(.perProcess, Query("x", Int.self), name: "wrong") { $0 }
        let app = App(title: "", version: "") {
            Using(dependency: perRequest)
            Routes { Using(dependency: wrong) }
        }
        let error = try #require(await #expect(throws: AppError.self) { try await app.start() })
        #expect(
            error.faults == [
                "user has request lifetime and cannot be used by middleware.",
                "wrong has process lifetime and cannot depend on request inputs.",
            ]
        )
    }

    @Test func `event handlers and other operations share the app's instances`() async throws {
        let pool = Dependency(.perProcess) { 7 }
        let app = App(title: "", version: "") {
            EventHandler("count") { (event: JSON, context) in
                let value = try await pool.instance(context: context)
                return value
            }
        }
        let tested = app.overriding([.override(pool, with: 8)])
        let handler = try tested.handler(named: "count")
        let reply = try await handler(Array("{}".utf8))
        #expect(String(decoding: reply, as: UTF8.self) == "8")
        let instance = try await app.withDependencies(Invocation()) { context in
            try await pool.instance(context: context)
        }
        #expect(instance == 7)
        #expect(try await tested.withDependencies(Inject(pool)) { $0 } == 8)
    }
}
