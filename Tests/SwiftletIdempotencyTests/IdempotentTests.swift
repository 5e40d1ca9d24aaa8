import Swiftlet
import SwiftletIdempotency
import SwiftletTesting
import Testing

/// Endpoints with `Idempotent`.
@Suite(.timeLimit(.minutes(5))) struct IdempotentTests {
    private let orders = Orders()

    @Test func `a repeated request receives the response of the first`() async throws {
        let client = TestClient(orders.app())
        let first = try await client.post("/orders", key: "a", json: ["n": 1]).expect(.created)
        let second = try await client.post("/orders", key: "a", json: ["n": 1]).expect(.created)
        #expect(first.body == second.body && orders.count == 1)
        #expect(!first.isReplayed && second.isReplayed)
        #expect(second.headers[.contentType] == "application/json")
        #expect(second.headers[.location] == "/orders/1")
        try await client.post("/orders", key: "b", json: ["n": 1]).expect(.created)
        #expect(orders.count == 2)
    }

    @Test func `without a key the endpoint runs each time`() async throws {
        let client = TestClient(orders.app())
        for _ in 0..<2 {
            let response = try await client.post("/orders", json: ["n": 1]).expect(.created)
            #expect(!response.isReplayed && response.cookies == ["session": "secret"])
        }
        #expect(orders.count == 2)
    }

    @Test func `a required key must be sent`() async throws {
        let client = TestClient(orders.app(required: true))
        let response = try await client.post("/orders", json: ["n": 1]).expect(.badRequest)
        #expect(try response.json()["detail"] == "The header field Idempotency-Key is required.")
        #expect(orders.count == 0)
        try await client.post("/orders", key: "a", json: ["n": 1]).expect(.created)
    }

    @Test func `safe methods pass through`() async throws {
        let client = TestClient(orders.app(required: true), shapes: .only(.httpAPI))
        let field = try #require(keyField)
        for _ in 0..<2 { try await client.get("/orders", headers: [field: "\"a\""]).expect(.ok) }
        try await client.get("/orders", headers: [field: "malformed"]).expect(.ok)
        #expect(orders.count == 3)
    }

    @Test func `a malformed key is a 400, and unquoted keys can be allowed`() async throws {
        let field = try #require(keyField)
        for (isAllowed, status) in [(false, HTTPResponse.Status.badRequest), (true, .created)] {
            let client = TestClient(orders.app(allowsUnquotedKeys: isAllowed))
            try await client.post("/orders", headers: [field: "8e03978e"], json: ["n": 1]).expect(status)
            try await client.post("/orders", headers: [field: "\"a"], json: ["n": 1]).expect(.badRequest)
        }
        #expect(orders.count == 1)
    }

    @Test func `another payload with the key is a 422`() async throws {
        let client = TestClient(orders.app())
        try await client.post("/orders", key: "a", json: ["n": 1]).expect(.created)
        let response = try await client.post("/orders", key: "a", json: ["n": 2]).expect(.unprocessableContent)
        #expect(try response.json()["detail"] == "The idempotency key was already used with another payload.")
        try await client.post("/orders?q=1", key: "a", json: ["n": 1]).expect(.unprocessableContent)
        #expect(orders.count == 1)
        let field = try #require(keyField)
        try await client.patch("/orders/1", headers: [field: "\"a\""]).expect(.ok)
        try await client.patch("/orders/2", headers: [field: "\"a\""]).expect(.unprocessableContent)
    }

    @Test func `another route has other keys`() async throws {
        let client = TestClient(orders.app())
        try await client.post("/orders", key: "a", json: ["n": 1]).expect(.created)
        #expect(try await !client.post("/other", key: "a").expect(.ok).isReplayed)
        #expect(orders.count == 2)
    }

    @Test func `while the first request is in progress, others are a 409`() async throws {
        let client = TestClient(orders.app())
        async let first = client.post("/orders/waiting", key: "a")
        await orders.started.wait()
        let second = try await client.post("/orders/waiting", key: "a").expect(.conflict)
        #expect(try second.json()["detail"] == "An operation with the same idempotency key is in progress.")
        try await client.post("/orders/waiting?q=1", key: "a").expect(.unprocessableContent)
        orders.latch.open()
        try await first.expect(.ok)
        #expect(try await client.post("/orders/waiting", key: "a").expect(.ok).isReplayed)
        #expect(orders.count == 1)
    }

    @Test func `errors are problem details if the app's are`() async throws {
        let client = TestClient(orders.app(required: true, problems: true))
        let response = try await client.post("/orders", json: ["n": 1]).expect(.badRequest)
        #expect(response.headers[.contentType] == "application/problem+json")
        #expect(try response.json()["status"] == 400)
    }

    @Test(arguments: ["/orders/throwing", "/orders/crashing", "/orders/teardown"])
    func `after an error the request can be repeated`(_ path: String) async throws {
        let client = TestClient(orders.app())
        let first = try await client.post(path, key: "a")
        #expect(first.status.code >= 400)
        let second = try await client.post(path, key: "a").expect(.ok)
        #expect(!second.isReplayed && second.text == "2")
        #expect(try await client.post(path, key: "a").expect(.ok).isReplayed)
        #expect(orders.count == 2)
    }

    @Test func `a status of at least 500 is not stored, and a lower one is`() async throws {
        let client = TestClient(orders.app())
        for _ in 0..<2 { try await client.post("/orders/failing", key: "a").expect(.badGateway) }
        #expect(orders.count == 2)
        for _ in 0..<2 { try await client.post("/orders/rejected", key: "a").expect(.badRequest) }
        #expect(orders.count == 3)
        for _ in 0..<2 { try await client.post("/orders/empty", key: "a").expect(.noContent) }
        #expect(orders.count == 4)
    }

    @Test func `an invalid request does not use its key`() async throws {
        let client = TestClient(orders.app())
        let field = try #require(keyField)
        try await client.post(
            "/orders",
            headers: [field: "\"a\""],
            body: TestBody([1], contentType: "application/json")
        )
        .expect(.unprocessableContent)
        try await client.post("/orders", key: "a", json: ["n": 1]).expect(.created)
        #expect(orders.count == 1)
    }

    @Test func `cookies are never stored, and other fields if they are listed`() async throws {
        let client = TestClient(orders.app(storing: [.server, .setCookie]))
        let first = try await client.post("/orders", key: "a", json: ["n": 1]).expect(.created)
        #expect(first.cookies == ["session": "secret"])
        let second = try await client.post("/orders", key: "a", json: ["n": 1]).expect(.created)
        #expect(second.cookies.isEmpty && second.headers[.setCookie] == nil)
        #expect(second.headers[.server] == "orders" && second.headers[.retryAfter] == nil)
    }

    @Test(arguments: [HTTPField.Name.authorization, .cookie])
    func `another caller has other keys`(_ field: HTTPField.Name) async throws {
        let client = TestClient(orders.app())
        let bodies = [try await send("a"), try await send("b"), try await send(nil), try await send("a")]
        #expect(Set(bodies).count == 3 && bodies[0] == bodies[3])
        #expect(orders.count == 3)

        func send(_ value: String?) async throws -> [UInt8] {
            let headers: HTTPFields = value.map { [field: $0] } ?? [:]
            return try await client.post("/orders", key: "k", json: ["n": 1], headers: headers).expect(.created).body
        }
    }

    @Test func `the caller can be a property of the request`() async throws {
        let client = TestClient(orders.app(caller: .by { $0.header(.from) ?? "" }))
        for (token, tenant, count) in [("1", "a", 1), ("2", "a", 1), ("3", "b", 2)] {
            let headers: HTTPFields = [.authorization: token, .from: tenant]
            try await client.post("/orders", key: "k", json: ["n": 1], headers: headers).expect(.created)
            #expect(orders.count == count)
        }
    }

    @Test(arguments: ["/orders/large", "/orders/streamed"])
    func `a response that is not stored is not created again`(_ path: String) async throws {
        let client = TestClient(orders.app())
        try await client.post(path, key: "a").expect(.ok)
        let response = try await client.post(path, key: "a").expect(.conflict)
        #expect(try response.json()["detail"]?.string?.contains("its result was not stored") == true)
        #expect(orders.count == 1)
    }

    @Test func `a stream with teardowns releases its key if it fails`() async throws {
        let client = TestClient(orders.app(), shapes: .only(.httpAPI))
        try await client.post("/orders/transferred", key: "a").expect(.internalServerError)
        try await client.post("/orders/transferred", key: "a").expect(.ok)
        try await client.post("/orders/transferred", key: "a").expect(.conflict)
        #expect(orders.count == 2)
    }

    @Test func `an unavailable store is a 503, and the endpoint does not run`() async throws {
        let client = TestClient(Orders(store: UnavailableStore()).app())
        try await client.post("/orders", key: "a", json: ["n": 1]).expect(.serviceUnavailable)
        try await client.post("/orders", json: ["n": 1]).expect(.created)
    }

    @Test func `a cancelled request releases its key`() async throws {
        let orders = orders
        let idempotency = Idempotency("slow", store: orders.store)
        let app = App(title: "Slow", version: "1.0.0") {
            Timeout(.milliseconds(50))
            Endpoint(.post, "/slow", requires: [Idempotent(idempotency)]) {
                if orders.run() == 1 { try await Task.sleep(for: .seconds(60)) }
            }
        }
        let client = TestClient(app)
        try await client.post("/slow", key: "a").expect(.serviceUnavailable)
        try await client.post("/slow", key: "a").expect(.noContent)
        #expect(try await client.post("/slow", key: "a").expect(.noContent).isReplayed)
        #expect(orders.count == 2)
    }

    @Test func `the lease ends at the deadline of the invocation`() async throws {
        let app = orders.app()
        var request = Request(method: .post, path: "/orders/waiting")
        request.headers[try #require(keyField)] = "\"a\""
        let context = Context(deadline: .now + .seconds(1))
        let (late, current) = (request, request)
        async let first = app.respond(to: late, context: context)
        await orders.started.wait()
        #expect(await app.respond(to: current, context: Context()).status == .conflict)
        try await Task.sleep(for: .milliseconds(1_100))
        async let second = app.respond(to: current, context: Context())
        while orders.startCount < 2 { try await Task.sleep(for: .milliseconds(5)) }
        orders.latch.open()
        #expect(await first.status == .ok)
        #expect(await second.status == .ok)
        #expect(orders.count == 2)
    }
}

/// A store without a connection.
private struct UnavailableStore: IdempotencyStore {
    struct Unavailable: Error {}

    func claim(_ key: String, fingerprint: String, lease: Duration) throws -> IdempotencyState { throw Unavailable() }

    func complete(_ claim: IdempotencyClaim, result: [UInt8]?, expiration: Duration) throws -> Bool {
        throw Unavailable()
    }

    func release(_ claim: IdempotencyClaim) throws { throw Unavailable() }
}
