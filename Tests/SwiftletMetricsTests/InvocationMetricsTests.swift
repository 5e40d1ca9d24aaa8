import CoreMetrics
import Swiftlet
import SwiftletTesting
import Testing

@testable import SwiftletMetrics

@Suite struct InvocationMetricsTests {
    private struct Broken: Error {}

    private func app(_ collected: CollectedMetrics, coldStart: ColdStart = .warm) -> App {
        let inner = App(title: "Inner", version: "1") {
            Endpoint(.get, "/items/{id}", operationID: "item", Path("id", Int.self)) { id in "\(id)" }
        }
        return App(title: "Metered", version: "1") {
            InvocationMetrics(collected.metrics, coldStart: coldStart)
            Timeout(.seconds(5))
            Endpoint(.get, "/users/{user_id}", operationID: "user", Path("user_id", Int.self)) { id in
                Counter(label: "Lookups").increment()
                return "\(id)"
            }
            Endpoint(.get, "/broken", operationID: "broken") { () async throws -> String in throw Broken() }
            Endpoint(.get, "/conflict", operationID: "conflict") { () async throws -> String in
                throw HTTPError(.conflict)
            }
            Endpoint(.get, "/café", operationID: "cafe") { "coffee" }
            Endpoint(.get, "/large", operationID: "large") {
                Response.text(String(repeating: "x", count: 7_000_000))
            }
            Endpoint(.get, "/stream", operationID: "stream") {
                Response(
                    body: .stream(
                        BodyStream { write in
                            Counter(label: "Parts").increment()
                            try await write([1])
                            Counter(label: "Parts").increment()
                        }
                    )
                )
            }
            Mount("/admin", inner)
        }
    }

    private func respond(
        _ app: App,
        _ path: String,
        method: HTTPRequest.Method = .get,
        requestID: String = "r-1"
    ) async -> Response {
        let context = Context(requestID: requestID, logger: .discarding)
        return await Context.$current.withValue(context) {
            await app.respond(to: Request(method: method, path: path), context: context)
        }
    }

    @Test func `a request records the usual metrics and its own in one line`() async throws {
        let collected = try CollectedMetrics(dimensions: [("service", "users")])
        let response = await respond(app(collected), "/users/7")
        #expect(response.status == .ok)
        let documents = try collected.take()
        try #require(documents.count == 1)
        let document = documents[0]
        #expect(Set(document.metricNames) == ["Lookups", "Invocations", "Errors", "Duration"])
        #expect(document["requestId"] == "r-1")
        #expect(document["route"] == "GET /users/{user_id}")
        #expect(document["Invocations"] == 1)
        #expect(document["Errors"] == 0)
        #expect(document["Lookups"] == 1)
        #expect(document.dimensions(of: "Invocations") == ["service"])
        #expect(document.dimensions(of: "Duration") == ["service", "route"])
        #expect(document.definition("Duration")?["Unit"] == "Milliseconds")
        #expect(0...5000 ~= document.values("Duration").first ?? -1)
    }

    @Test(arguments: [
        ("/users/7", "GET /users/{user_id}", 0), ("/users/x", "GET /users/{user_id}", 0), ("/broken", "GET /broken", 1),
        ("/conflict", "GET /conflict", 0), ("/nowhere/7", "unmatched", 0),
        ("/admin/items/3", "GET /admin/items/{id}", 0), ("/admin/none", "unmatched", 0), ("/caf%C3%A9", "unmatched", 0),
    ])
    func `the route is the declared one, and only server errors count`(path: String, route: String, errors: Int)
        async throws
    {
        let collected = try CollectedMetrics()
        _ = await respond(app(collected), path)
        let documents = try collected.take()
        #expect(documents.map { $0["route"] } == [.string(route)])
        #expect(documents.first?["Errors"] == .integer(errors))
    }

    @Test func `a method without a route is unmatched`() async throws {
        let collected = try CollectedMetrics()
        let method = try #require(HTTPRequest.Method("BREW"))
        #expect(await respond(app(collected), "/users/7", method: method).status == .methodNotAllowed)
        #expect(try collected.take().map { $0["route"] } == ["unmatched"])
    }

    @Test func `only the first invocation of a process is a cold start`() async throws {
        let collected = try CollectedMetrics()
        let app = app(collected, coldStart: ColdStart())
        _ = await respond(app, "/users/7")
        _ = await respond(app, "/users/7")
        #expect(try collected.take().map { $0["ColdStart"] } == [1, nil])
    }

    @Test func `metrics are written before the response is returned, also in an event`() async throws {
        let collected = try CollectedMetrics()
        let app = app(collected)
        _ = try await app(TestEvent(.get, "/users/7").bytes)
        #expect(try collected.take().count == 1)
    }

    @Test func `the status is that of the response that is sent`() async throws {
        let collected = try CollectedMetrics()
        _ = try await app(collected)(TestEvent(.get, "/large").bytes)
        #expect(try collected.take().map { $0["Errors"] } == [1])
    }

    @Test func `a stream is measured until it ends`() async throws {
        let collected = try CollectedMetrics()
        let response = await respond(app(collected), "/stream")
        #expect(collected.count == 0)
        guard case .stream(let body) = response.body else { throw Broken() }
        #expect(try await body.collect() == [1])
        let documents = try collected.take()
        #expect(documents.map { $0["Parts"] } == [2])
        #expect(documents.first?["route"] == "GET /stream")
    }

    @Test func `a stream that fails is an error`() async throws {
        let collected = try CollectedMetrics()
        let response = await respond(app(collected), "/stream")
        guard case .stream(let body) = response.body else { throw Broken() }
        let reject: BodyStream.Write = { _ in throw Broken() }
        await #expect(throws: Broken.self) { try await body.forEach(reject) }
        let documents = try collected.take()
        #expect(documents.map { $0["Errors"] } == [1])
        #expect(documents.first?["Parts"] == 1)
    }

    @Test func `a stream that is not sent is measured`() async throws {
        let collected = try CollectedMetrics()
        _ = await respond(app(collected), "/stream", method: .head)
        #expect(try collected.take().map { $0["Invocations"] } == [1])
    }

    @Test func `concurrent invocations keep their metrics apart`() async throws {
        let collected = try CollectedMetrics()
        let app = app(collected)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask { _ = await respond(app, "/users/\(number)", requestID: "r-\(number)") }
            }
        }
        let documents = try collected.take()
        #expect(documents.count == 200)
        #expect(Set(documents.compactMap { $0["requestId"]?.string }).count == 200)
        #expect(documents.allSatisfy { $0["Lookups"] == 1 })
    }

    @Test func `a measured handler that fails is an error`() async throws {
        let collected = try CollectedMetrics()
        let context = Context(requestID: "r-1", logger: .discarding)
        await #expect(throws: Broken.self) {
            try await InvocationMetrics(collected.metrics, coldStart: .warm)
                .measure(handler: "imports", context: context) { throw Broken() }
        }
        let documents = try collected.take()
        #expect(documents.map { $0["Errors"] } == [1])
        #expect(documents.first?["handler"] == "imports")
    }

    @Test func `other backends receive the metrics`() async throws {
        let (first, second) = (try CollectedMetrics(), try CollectedMetrics())
        let both = MultiplexMetricsHandler(factories: [first.metrics, second.metrics])
        let app = App(title: "", version: "") {
            InvocationMetrics(both, coldStart: .warm)
            Endpoint(.get, "/", operationID: "root") { "" }
        }
        _ = await respond(app, "/")
        for collected in [first, second] { #expect(try collected.take().map { $0["Invocations"] } == [1]) }
    }

    @Test func `without a backend nothing is recorded`() async throws {
        let app = App(title: "", version: "") {
            InvocationMetrics()
            Endpoint(.get, "/", operationID: "root") { "ok" }
        }
        #expect(await respond(app, "/").status == .ok)
    }

    @Test func `the wait for a connection is recorded in its request`() async throws {
        let collected = try CollectedMetrics()
        let app = App(title: "", version: "") {
            InvocationMetrics(collected.metrics, coldStart: .warm)
            Endpoint(.get, "/", operationID: "root") {
                InvocationMetrics.recordPoolWait(.milliseconds(250))
                return ""
            }
        }
        _ = await respond(app, "/")
        #expect(try collected.take().map { $0["PoolWait"] } == [250])
    }
}
