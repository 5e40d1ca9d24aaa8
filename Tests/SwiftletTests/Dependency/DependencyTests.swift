import Swiftlet
import SwiftletFixtures
import Synchronization
import Testing

private struct Boom: Error {}

@Suite struct DependencyTests {
    @Test func `an instance is shared within a request and torn down in reverse before the response is sent`()
        async
    {
        let journal = Journal()
        let outer = Dependency(.perRequest, Scope()) { scope in
            journal.note("make outer")
            scope.onExit { journal.note("exit outer \($0.isSuccess)") }
            return "outer"
        }
        let inner = Dependency(.perRequest, Inject(outer), Scope()) { outer, scope in
            journal.note("make inner on \(outer)")
            scope.onExit { journal.note("exit inner \($0.isSuccess)") }
            return "inner"
        }
        let app = App(title: "", version: "") {
            Endpoint(.get, "/", Inject(outer), Inject(inner), Inject(outer)) { a, b, c in
                journal.note("run \(a) \(b) \(c)")
                return "done"
            }
            Endpoint(.get, "/fail", Inject(inner)) { _ -> String in throw Boom() }
        }
        #expect(await app.ask(.get, "/").text == #""done""#)
        #expect(
            journal.entries == [
                "make outer", "make inner on outer", "run outer inner outer", "exit inner true", "exit outer true",
            ]
        )
        #expect(await app.ask(.get, "/fail").status == .internalServerError)
        #expect(journal.entries.suffix(2) == ["exit inner false", "exit outer false"])
    }

    @Test(arguments: [(.get, ["produce", "exit true"]), (.head, ["exit true"])] as [(HTTPRequest.Method, [String])])
    func `the dependencies of a stream are torn down once, even if the body is not sent`(
        method: HTTPRequest.Method,
        entries: [String]
    ) async throws {
        let journal = Journal()
        let resource = Dependency(.perRequest, Scope()) { scope in
            scope.onExit { journal.note("exit \($0.isSuccess)") }
            return 1
        }
        let app = App(title: "", version: "") {
            Endpoint(.get, "/", Inject(resource)) { _ in
                Response(
                    body: .stream(
                        BodyStream { write in
                            journal.note("produce")
                            try await write(Array("part".utf8))
                        }
                    )
                )
            }
        }
        let shape = HTTPEventShape.functionURL
        let event = shape.event(for: Request(method: method, path: "/", shape: shape))
        let output = try await app(event)
        #expect(try shape.response(from: JSONDocument(parsing: output).root).status == .ok)
        #expect(journal.entries == entries)
        var context = Context()
        context.streamsResponses = true
        _ = try await app.respond(to: event, context: context).collect()
        #expect(journal.entries == entries + entries)
    }

    @Test func `a failing teardown is a 500 also after a HEAD request for a stream`() async {
        let resource = Dependency(.perRequest, Scope()) { scope in
            scope.onExit { _ in throw Boom() }
            return 1
        }
        let app = App(title: "", version: "") {
            Endpoint(.get, "/", Inject(resource)) { _ in Response(body: .stream(BodyStream { _ in })) }
        }
        #expect(await app.ask(.head, "/").status == .internalServerError)
    }

    @Test func `a failing teardown is a 500, and the remaining teardowns receive a failure`() async {
        let journal = Journal()
        let first = Dependency(.perRequest, Scope()) { scope in
            scope.onExit { journal.note("first \($0.isSuccess)") }
            return 1
        }
        let second = Dependency(.perRequest, Inject(first), Scope()) { _, scope in
            scope.onExit { _ in throw Boom() }
            return 2
        }
        let app = App(title: "", version: "") {
            Endpoint(.post, "/", status: .created, Inject(second)) { _ in "made" }
        }
        let response = await app.ask(.post, "/")
        #expect(response.status == .internalServerError)
        #expect(response.text == #"{"detail":"Internal Server Error","request_id":"test"}"#)
        #expect(journal.entries == ["first false"])
    }

    @Test func `an error of a dependency determines the response before inputs are validated`() async {
        let guarded = Dependency(.perRequest) { () -> Int in throw HTTPError(.unauthorized, "Not authenticated") }
        let app = App(title: "", version: "") {
            Endpoint(.get, "/", Query("page", Int.self), Inject(guarded)) { _, _ in "" }
        }
        let response = await app.ask(.get, "/?page=x")
        #expect(response.status == .unauthorized)
        #expect(response.text == #"{"detail":"Not authenticated"}"#)
    }

    @Test func `the inputs of a dependency are validated with the others`() async {
        let paging = Dependency(.perRequest, Query("page", Int.self), Query("size", Int.self)) { ($0, $1) }
        let app = App(title: "", version: "") {
            Endpoint(.get, "/", Query("x", Int.self), Inject(paging)) { _, _ in "" }
        }
        let response = await app.ask(.get, "/?page=a")
        #expect(response.status == .unprocessableContent)
        for name in ["page", "size", "x"] {
            #expect(response.text.contains(#""loc":["query","\#(name)"]"#))
        }
    }

    @Test func `a process-lifetime instance is created once and torn down at shutdown`() async throws {
        let journal = Journal()
        let pool = Dependency(.perProcess, Scope()) { scope in
            journal.note("open")
            scope.onExit { _ in journal.note("close") }
            try await Task.sleep(for: .milliseconds(10))
            return "pool"
        }
        let app = App(title: "", version: "") { Endpoint(.get, "/", Inject(pool)) { $0 } }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask { #expect(await app.ask(.get, "/").text == #""pool""#) }
            }
        }
        #expect(journal.entries == ["open"])
        try await app.shutdown()
        #expect(journal.entries == ["open", "close"])
    }

    @Test func `a later request retries a failed creation`() async throws {
        let attempts = Mutex(0)
        let flaky = Dependency(.perProcess) {
            let attempt = attempts.withLock { count in
                count += 1
                return count
            }
            if attempt == 1 { throw Boom() }
            return attempt
        }
        let app = App(title: "", version: "") { Endpoint(.get, "/", Inject(flaky)) { $0 } }
        #expect(await app.ask(.get, "/").status == .internalServerError)
        try await Task.sleep(for: .milliseconds(60))
        #expect(await app.ask(.get, "/").text == "2")
        #expect(await app.ask(.get, "/").text == "2")
    }

    @Test func `an eager dependency is created at startup, and its error fails the startup`() async throws {
        let broken = Dependency(.perProcessAtStartup) { () -> Int in throw Boom() }
        let app = App(title: "", version: "") { Endpoint(.get, "/", Inject(broken)) { $0 } }
        await #expect(throws: Boom.self) { try await app.start() }
    }

    @Test func `overrides by value and by closure do not affect other apps`() async {
        let user = Dependency(.perRequest) { () -> String in throw HTTPError(.unauthorized) }
        let app = App(title: "", version: "") { Endpoint(.get, "/", Inject(user)) { "hello \($0)" } }
        let ada = app.overriding([.override(user, with: "Ada")])
        let grace = app.overriding([.override(user) { "Grace" }])
        async let first = ada.ask(.get, "/").text
        async let second = grace.ask(.get, "/").text
        async let third = app.ask(.get, "/").status
        #expect(await first == #""hello Ada""#)
        #expect(await second == #""hello Grace""#)
        #expect(await third == .unauthorized)
    }

    @Test func `the settings of the app are injected, and can be overridden`() async throws {
        let settings = Dependency(settings: [String].self)
        let app = App(title: "", version: "", settings: ["a"]) { Endpoint(.get, "/", Inject(settings)) { $0 } }
        #expect(await app.ask(.get, "/").text == #"["a"]"#)
        #expect(await app.overriding([.override(settings, with: ["b"])]).ask(.get, "/").text == #"["b"]"#)
        #expect(await app.overriding([]).ask(.get, "/").text == #"["a"]"#)
    }

    @Test(arguments: [nil, 7] as [Int?])
    func `settings of another type are an error at startup`(values: Int?) async throws {
        let settings = Dependency(settings: String.self, name: "the settings")
        let app = App(title: "", version: "", settings: values) { Endpoint(.get, "/", Inject(settings)) { $0 } }
        let error = try #require(await #expect(throws: AppError.self) { try await app.start() })
        #expect(
            error.faults == ["the settings requires settings of type String: pass them to `App(settings:)`."]
        )
        #expect(throws: AppError.self) { try app.check() }
        try await app.overriding([.override(settings, with: "b")]).start()
        let outer = App(title: "", version: "") { Mount("/in", app) }
        await #expect(throws: AppError.self) { try await outer.start() }
    }

    @Test func `settings that only an overridden dependency requires are not missing`() async throws {
        let settings = Dependency(settings: String.self)
        let store = Dependency(.perProcess, Inject(settings)) { "store of \($0)" }
        let app = App(title: "", version: "") { Endpoint(.get, "/", Inject(store)) { $0 } }
        let tested = app.overriding([.override(store, with: "fake")])
        try await tested.start()
        #expect(await tested.ask(.get, "/").text == #""fake""#)
    }

    @Test func `a dependency with process lifetime cannot depend on a request`() async throws {
        let wrong = Dependency(.perProcess, Query("x", Int.self), name: "wrong") { $0 }
        let app = App(title: "", version: "") { Endpoint(.get, "/", Inject(wrong)) { $0 } }
        let error = try #require(await #expect(throws: AppError.self) { try await app.start() })
        #expect(error.description.contains("wrong has process lifetime"))
    }

    @Test func `a circular dependency is an error at startup that shows the cycle`() async throws {
        let app = App(title: "", version: "") { Endpoint(.get, "/", Inject(Cycle.chicken)) { $0 } }
        let error = try #require(await #expect(throws: AppError.self) { try await app.start() })
        #expect(error.description.contains("chicken → egg → chicken"))
    }
}

private enum Cycle {
    static let chicken: Dependency<Int> = Dependency(.perRequest, Inject(egg), name: "chicken") { $0 }
    static let egg: Dependency<Int> = Dependency(.perRequest, Inject(chicken), name: "egg") { $0 }
}
