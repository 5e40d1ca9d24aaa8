import Swiftlet
import SwiftletFixtures
import Synchronization
import Testing

/// The guards of a group: inputs that must be valid, but whose values are not used.
@Suite struct GuardTests {
    private static let token = Dependency(.perRequest, Header("X-Token", String.self)) { token in
        guard token == "let-me-in" else { throw HTTPError(.forbidden, "bad token") }
        return true
    }
    private static let member = Dependency(.perRequest, Query("tenant", Int.self)) { $0 }
    private static let nested = Dependency(.perRequest, Inject(member)) { $0 }

    /// An app with one guarded endpoint, and the number of its calls.
    private static func app(_ guards: [any EndpointInput]) -> (app: App, runs: Counter) {
        let runs = Counter()
        let app = App(title: "", version: "") {
            Routes("/guarded", requires: guards) {
                Endpoint(.get, "/secret", Query("page", Int.self, default: 1)) { _ in
                    runs.increment()
                    return "TOP SECRET"
                }
            }
        }
        return (app, runs)
    }

    @Test(arguments: [
        ("/guarded/secret", ["header", "X-Token"]),
        ("/guarded/secret?page=2", ["header", "X-Token"]),
    ])
    func `a guard whose own input is missing rejects the request`(target: String, location: [String]) async throws {
        let (app, runs) = Self.app([Inject(Self.token)])
        let response = await app.ask(.get, target)
        #expect(response.status == .unprocessableContent)
        let detail = try JSON(parsing: response.text)["detail"]?.array
        #expect(detail?.map { $0["loc"]?.array?.compactMap(\.string) } == [location])
        #expect(detail?.first?["type"] == "missing")
        #expect(runs.value == 0)
        #expect(await app.ask(.get, target, headers: [.init("X-Token")!: "wrong"]).status == .forbidden)
        #expect(runs.value == 0)
        #expect(await app.ask(.get, target, headers: [.init("X-Token")!: "let-me-in"]).status == .ok)
        #expect(runs.value == 1)
    }

    @Test(arguments: ["", "?tenant=abc", "?tenant=", "?tenant=1&tenant=x"])
    func `a guard whose own input is invalid rejects the request, through dependencies too`(query: String) async {
        for input in [Inject(Self.member), Inject(Self.nested)] {
            let (app, runs) = Self.app([input])
            #expect(await app.ask(.get, "/guarded/secret" + query).status == .unprocessableContent)
            #expect(runs.value == 0)
            #expect(await app.ask(.get, "/guarded/secret?tenant=7").status == .ok)
            #expect(runs.value == 1)
        }
    }

    @Test func `a plain input can be a guard`() async {
        let (app, runs) = Self.app([Header("X-Token", String.self), Query("limit", Int.self, .le(10))])
        #expect(await app.ask(.get, "/guarded/secret?limit=1").status == .unprocessableContent)
        let headers: HTTPFields = [.init("X-Token")!: "any"]
        #expect(await app.ask(.get, "/guarded/secret", headers: headers).status == .unprocessableContent)
        #expect(await app.ask(.get, "/guarded/secret?limit=11", headers: headers).status == .unprocessableContent)
        #expect(runs.value == 0)
        #expect(await app.ask(.get, "/guarded/secret?limit=10", headers: headers).status == .ok)
        #expect(runs.value == 1)
    }

    @Test func `an endpoint can require dependencies and inputs itself, also when it is called as a function`()
        async throws
    {
        let runs = Counter()
        let secret = Endpoint(
            .get,
            "/secret",
            requires: [Self.token, Query("limit", Int.self, .le(10))],
            Query("page", Int.self, default: 1)
        ) { page in
            runs.increment()
            return page
        }
        let app = App(title: "", version: "") {
            Routes("/guarded", requires: [Self.member]) { secret }
        }
        let headers: HTTPFields = [.init("X-Token")!: "let-me-in"]
        for (query, fields, status) in [
            ("?tenant=7&limit=1", [:], 422), ("?limit=1", headers, 422), ("?tenant=7&limit=11", headers, 422),
            ("?tenant=7&limit=1", [.init("X-Token")!: "wrong"], 403),
        ] as [(String, HTTPFields, Int)] {
            #expect(await app.ask(.get, "/guarded/secret" + query, headers: fields).status.code == status)
        }
        #expect(runs.value == 0)
        #expect(await app.ask(.get, "/guarded/secret?tenant=7&limit=1", headers: headers).text == "1")
        #expect(runs.value == 1)

        var request = Request(path: "/secret", query: [QueryItem("limit", "1")])
        let rejected = try HTTPEventShape.httpAPI.response(
            from: JSONDocument(parsing: try await secret(HTTPEventShape.httpAPI.event(for: request))).root
        )
        #expect(rejected.status == .unprocessableContent)
        request.headers = headers
        let reply = try await secret(HTTPEventShape.httpAPI.event(for: request))
        #expect(try HTTPEventShape.httpAPI.response(from: JSONDocument(parsing: reply).root).status == .ok)
        #expect(runs.value == 2)
    }

    @Test func `the errors of guards are reported before those of the endpoint`() async throws {
        let (app, runs) = Self.app([Inject(Self.member), Header("X-Token", String.self)])
        let response = await app.ask(.get, "/guarded/secret?page=x")
        let detail = try JSON(parsing: response.text)["detail"]?.array
        #expect(
            detail?.map { $0["loc"]?.array?.compactMap(\.string).joined(separator: ".") }
                == ["query.tenant", "header.X-Token", "query.page"]
        )
        #expect(runs.value == 0)
    }

    @Test func `the instances of guards are torn down when another guard is invalid`() async {
        let exits = Counter()
        let session = Dependency(.perRequest, Scope()) { scope in
            scope.onExit { outcome in if !outcome.isSuccess { exits.increment() } }
            return true
        }
        let (app, runs) = Self.app([Inject(session), Header("X-Token", String.self)])
        #expect(await app.ask(.get, "/guarded/secret").status == .unprocessableContent)
        #expect((runs.value, exits.value) == (0, 1))
    }
}

/// A thread-safe counter.
private final class Counter: Sendable {
    private let count = Mutex(0)
    func increment() { count.withLock { $0 += 1 } }
    var value: Int { count.withLock { $0 } }
}
