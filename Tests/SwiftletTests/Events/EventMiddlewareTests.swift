import Swiftlet
import Testing

private struct Boom: Error {}

/// Notes each event before and after it is handled.
private struct Noting: EventMiddleware {
    let name: String
    let journal: Journal
    var isBlocking = false
    var configurationErrors: [String] = []
    var dependencies: [AnyDependency] = []

    func respond(to event: HandledEvent, context: Context, next: @escaping NextHandler) async throws -> [UInt8] {
        journal.note("\(name) before \(event.handler) with \(event.json["id"]?.int ?? 0)")
        guard !isBlocking else { return Array("\"blocked\"".utf8) }
        do {
            let output = try await next(event, context)
            journal.note("\(name) after")
            return output
        } catch {
            journal.note("\(name) failed with \(error)")
            throw error
        }
    }
}

/// Notes requests and events.
private struct Both: Middleware, EventMiddleware {
    let journal: Journal

    func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        journal.note("request")
        return try await next(request, context)
    }

    func respond(to event: HandledEvent, context: Context, next: @escaping NextHandler) async throws -> [UInt8] {
        journal.note("event")
        return try await next(event, context)
    }
}

@Suite struct EventMiddlewareTests {
    private let journal = Journal()

    private func job(_ name: String = "job") -> EventHandler {
        let scoped = Dependency(.perRequest, Scope()) { [journal] scope in
            scope.onExit { journal.note("teardown \($0.isSuccess)") }
            return 1
        }
        return EventHandler(name, Inject(scoped)) { [journal] (event: JSON, context, _) in
            journal.note("handled")
            if event["fails"] == true { throw Boom() }
            return JSON.string(context.requestID)
        }
    }

    private func run(_ app: App, _ event: String, handler: String = "job") async throws -> String {
        try await app.start()
        let handler = try app.handler(named: handler)
        let output = try await handler(Array(event.utf8), context: Context(requestID: "id"))
        return String(decoding: output, as: UTF8.self)
    }

    @Test func `middleware wraps the handler with its teardown, the first outermost`() async throws {
        let app = App(title: "", version: "") {
            job()
            Noting(name: "outer", journal: journal)
            Noting(name: "inner", journal: journal)
        }
        #expect(try await run(app, #"{"id": 7}"#) == #""id""#)
        #expect(
            journal.entries == [
                "outer before job with 7", "inner before job with 7", "handled", "teardown true", "inner after",
                "outer after",
            ]
        )
        await #expect(throws: Boom.self) { try await run(app, #"{"fails": true}"#) }
        #expect(
            journal.entries.suffix(3) == ["teardown false", "inner failed with Boom()", "outer failed with Boom()"]
        )
    }

    @Test func `middleware can respond without the handler`() async throws {
        let app = App(title: "", version: "") {
            Noting(name: "only", journal: journal, isBlocking: true)
            job()
        }
        #expect(try await run(app, "{}") == #""blocked""#)
        #expect(journal.entries == ["only before job with 0"])
    }

    @Test func `a type can wrap requests and events`() async throws {
        let app = App(title: "", version: "") {
            Both(journal: journal)
            job()
            Endpoint(.get, "/") { "done" }
        }
        #expect(await app.ask(.get, "/").text == #""done""#)
        #expect(journal.entries == ["request"])
        _ = try await run(app, "{}")
        #expect(journal.entries == ["request", "event", "handled", "teardown true"])
    }

    @Test func `middleware resolves dependencies with process lifetime`() async throws {
        let shared = Dependency(.perProcess) { "shared" }
        struct Resolving: EventMiddleware {
            let shared: Dependency<String>
            var dependencies: [AnyDependency] { [shared] }

            func respond(to event: HandledEvent, context: Context, next: @escaping NextHandler) async throws -> [UInt8]
            {
                Array("\"\(try await shared.instance(context: context))\"".utf8)
            }
        }
        let app = App(title: "", version: "") {
            Resolving(shared: shared)
            job()
        }
        #expect(app.needsShutdown)
        #expect(try await run(app, "{}") == #""shared""#)
    }

    @Test func `faults of middleware are reported at the start`() async {
        let scoped = Dependency(.perRequest, name: "scoped") { 1 }
        let app = App(title: "", version: "") {
            Noting(name: "a", journal: journal, configurationErrors: ["It is misconfigured."])
            Noting(name: "b", journal: journal, dependencies: [scoped])
            Routes("/group") {
                Noting(name: "c", journal: journal)
            }
        }
        let error = await #expect(throws: AppError.self) { try await app.start() }
        #expect(
            error?.faults.sorted() == [
                "It is misconfigured.",
                "Noting is middleware of event handlers: list it in the app, not in a group of routes.",
                "scoped has request lifetime and cannot be used by middleware.",
            ]
        )
    }
}
