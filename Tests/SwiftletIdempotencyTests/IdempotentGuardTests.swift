import Swiftlet
import SwiftletIdempotency
import SwiftletTesting
import Testing

/// `Idempotent` together with guards, dependencies and the OpenAPI document.
@Suite struct IdempotentGuardTests {
    private struct Account: Sendable {
        let name: String
    }

    private let orders = Orders()

    private func app() -> App {
        let orders = orders
        let account = Dependency(.perRequest, Header("authorization", String?.self), name: "account") {
            header -> Account in
            let parts = (header ?? "").split(separator: " ")
            guard parts.count == 2 else { throw HTTPError(.unauthorized) }
            return Account(name: String(parts[0]))
        }
        let idempotency = Dependency(.perProcess, name: "idempotency") {
            Idempotency("guarded", store: orders.store)
        }
        return App(title: "Guarded", version: "1.0.0") {
            Routes(
                "/orders",
                requires: [account, Idempotent(idempotency, required: true, caller: .by(account, \.name))]
            ) {
                Endpoint(.post, "", operationID: "add", Body(JSON.self), failures: [.badRequest("No such item")]) { _ in
                    orders.run()
                }
                Endpoint(.get, "", operationID: "list") { orders.count }
            }
            Endpoint(.post, "/free", operationID: "free") { orders.run() }
        }
    }

    @Test func `guards are checked first, also for a stored response`() async throws {
        let client = TestClient(app())
        try await client.post("/orders", key: "a", json: 1).expect(.unauthorized)
        try await client.post("/orders", json: 1).expect(.unauthorized)
        try await client.post("/orders", headers: [.authorization: "ada 1"], json: 1).expect(.badRequest)
        try await client.post("/orders", key: "a", json: 1, headers: [.authorization: "ada 1"]).expect(.ok)
        try await client.post("/orders", key: "a", json: 1).expect(.unauthorized)
        #expect(orders.count == 1)
    }

    @Test func `an invalid input before is reported instead of a stored response`() async throws {
        let orders = orders
        let tenant = Dependency(.perRequest, Header("x-tenant", Int.self), name: "tenant") { tenant in tenant }
        let idempotent = Idempotent(Idempotency("checked", store: orders.store))
        let app = App(title: "Checked", version: "1.0.0") {
            Endpoint(.post, "/input", operationID: "input", requires: [Header("x-tenant", Int.self), idempotent]) {
                orders.run()
            }
            Endpoint(.post, "/dependency", operationID: "dependency", requires: [tenant, idempotent]) { orders.run() }
        }
        let client = TestClient(app)
        let field = try #require(HTTPField.Name("X-Tenant"))
        for path in ["/input", "/dependency"] {
            try await client.post(path, key: "a", headers: [field: "1"]).expect(.ok)
            let invalid = try await client.post(path, key: "a", headers: [field: "x"]).expect(.unprocessableContent)
            #expect(try invalid.json()["detail"]?.array?.count == 1)
            #expect(try await client.post(path, key: "a", headers: [field: "1"]).expect(.ok).isReplayed)
        }
        #expect(orders.count == 2)
    }

    @Test func `the endpoint does not run if an input of the configuration is invalid`() async throws {
        let orders = orders
        let idempotency = Dependency(.perRequest, Header("x-tenant", Int.self), name: "idempotency") { tenant in
            Idempotency("tenant \(tenant)", store: orders.store)
        }
        let app = App(title: "Tenants", version: "1.0.0") {
            Endpoint(.post, "/orders", operationID: "add", requires: [Idempotent(idempotency)]) { orders.run() }
        }
        let client = TestClient(app)
        let field = try #require(HTTPField.Name("X-Tenant"))
        let invalid = try await client.post("/orders", key: "a", headers: [field: "x"]).expect(.unprocessableContent)
        #expect(try invalid.json()["detail"]?.array?.count == 1)
        #expect(orders.count == 0)
        for _ in 0..<2 { try await client.post("/orders", key: "a", headers: [field: "1"]).expect(.ok, json: 1) }
    }

    @Test func `of two in one route, the first stores the response`() async throws {
        let orders = orders
        let tenant = Dependency(.perRequest, Header("x-tenant", Int.self), name: "tenant") { tenant in tenant }
        let inner = Idempotent(Idempotency("inner", store: orders.store), caller: .by(tenant, \.self))
        let app = App(title: "Nested", version: "1.0.0") {
            Routes("/orders", requires: [Idempotent(Idempotency("outer", store: orders.store))]) {
                Endpoint(.post, "", operationID: "add", requires: [inner]) { orders.run() }
            }
        }
        let client = TestClient(app)
        let field = try #require(HTTPField.Name("X-Tenant"))
        for _ in 0..<2 { try await client.post("/orders", key: "a", headers: [field: "1"]).expect(.ok, json: 1) }
    }

    @Test func `a caller with another token is the same, and another caller is not`() async throws {
        let client = TestClient(app())
        for (token, count) in [("ada 1", 1), ("ada 2", 1), ("grace 1", 2)] {
            try await client.post("/orders", key: "a", json: 1, headers: [.authorization: token]).expect(.ok)
            #expect(orders.count == count)
        }
    }

    @Test func `the document has the header field and the responses`() async throws {
        let app = app()
        try await app.start()
        let document = try JSON(parsing: app.openAPIDocument())
        let operation = try #require(document["paths"]?["/orders"]?["post"])
        let parameter = try #require(operation["parameters"]?.array?.first { $0["name"] == "Idempotency-Key" })
        #expect(parameter["in"] == "header" && parameter["required"] == true)
        #expect(parameter["schema"]?["pattern"]?.string?.hasPrefix("^\"") == true)
        let responses = try #require(operation["responses"])
        #expect(responses["400"]?["description"] == "Missing or malformed Idempotency-Key; No such item")
        #expect(responses["409"]?["description"] == "A request with the same Idempotency-Key is in progress")
        let mismatch = "Validation Error; The Idempotency-Key was already used with another payload"
        #expect(responses["422"]?["description"] == .string(mismatch))
        #expect(responses["422"]?["content"]?["application/json"]?["schema"]?["anyOf"] != nil)
        for other in [document["paths"]?["/orders"]?["get"], document["paths"]?["/free"]?["post"]] {
            #expect(other?["parameters"]?.array?.contains { $0["name"] == "Idempotency-Key" } != true)
            #expect(other?["responses"]?["409"] == nil)
        }
    }

    @Test func `the pattern of the document matches the keys that are accepted`() throws {
        let document = try JSON(parsing: app().openAPIDocument())
        let parameters = document["paths"]?["/orders"]?["post"]?["parameters"]?.array
        let schema = try #require(parameters?.first { $0["name"] == "Idempotency-Key" }?["schema"])
        let pattern = try Regex(try #require(schema["pattern"]?.string))
        let longest = "\"" + String(repeating: "k", count: 255) + "\""
        for valid in [#""a""#, #""a b""#, #""\"\\""#, #"" ~[]^""#, longest] { #expect(valid.contains(pattern)) }
        for invalid in ["a", #""""#, #""a"b""#, #""\a""#, "\"é\"", "\"\t\"", "\"k\(longest.dropFirst())"] {
            #expect(!invalid.contains(pattern))
        }
    }

    @Test func `an endpoint alone, as a function, is idempotent`() async throws {
        let orders = orders
        let idempotent = Idempotent(Idempotency("alone", store: orders.store))
        let endpoint = Endpoint(.post, "/orders", requires: [idempotent], Query("q", Int.self)) { number in
            orders.run() + number
        }
        var request = Request(method: .post, path: "/orders", query: [QueryItem("q", "10")])
        request.headers[try #require(keyField)] = "\"a\""
        let event = HTTPEventShape.httpAPI.event(for: request)
        let first = try JSON(parsing: try await endpoint(event, overriding: []))
        let second = try JSON(parsing: try await endpoint(event, overriding: []))
        #expect(first["body"] == "11" && second["body"] == "11" && orders.count == 1)
    }

    @Test func `a mounted app is idempotent as a whole`() async throws {
        let orders = orders
        let inner = App(title: "Inner", version: "1.0.0") {
            Endpoint(.post, "/orders", operationID: "add") { orders.run() }
            Endpoint(.post, "/failing", operationID: "fail") { () -> Int in
                orders.run()
                throw HTTPError(.conflict)
            }
        }
        let outer = App(title: "Outer", version: "1.0.0") {
            Routes("/v1", requires: [Idempotent(Idempotency("mounted", store: orders.store))]) {
                Mount("", inner)
            }
        }
        let client = TestClient(outer)
        for _ in 0..<2 { try await client.post("/v1/orders", key: "a").expect(.ok, json: 1) }
        try await client.post("/v1/failing", key: "a").expect(.unprocessableContent)
        for _ in 0..<2 { try await client.post("/v1/failing", key: "b").expect(.conflict) }
        #expect(orders.count == 3)
    }
}
