import Swiftlet
import SwiftletFixtures
import Synchronization
import Testing

private struct Boom: Error {}

/// Modifies the response of an endpoint.
private struct Change: Middleware {
    let change: @Sendable (inout Response) -> Void

    func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        var response = try await next(request, context)
        change(&response)
        return response
    }
}

/// A stream that is not sent is torn down like one that is.
@Suite struct UndeliveredStreamTests {
    /// An app with an endpoint that streams from a dependency with a teardown.
    private static func app(_ journal: Journal, inGroup: Bool = false, _ middleware: any Middleware...) -> App {
        let resource = Dependency(.perRequest, Scope()) { scope in
            scope.onExit { journal.note("exit \($0.isSuccess)") }
            return 1
        }
        let endpoint = Endpoint(.get, "/stream", Inject(resource)) { _ in
            Response(
                body: .stream(
                    BodyStream { write in
                        journal.note("produce")
                        try await write(Array("part".utf8))
                    }
                )
            )
        }
        return App(title: "", version: "") {
            if !inGroup { middleware }
            Routes {
                if inGroup { middleware }
                endpoint
            }
        }
    }

    private static func output(_ app: App, _ shape: HTTPEventShape = .functionURL) async throws -> HandlerOutput {
        var context = Context(logger: .silent)
        context.streamsResponses = true
        return try await app.respond(to: shape.event(for: Request(path: "/stream", shape: shape)), context: context)
    }

    @Test(arguments: [false, true])
    func `a stream that middleware replaces is torn down once and not produced`(inGroup: Bool) async throws {
        let replaced = Change { $0.body = .bytes(Array("other".utf8)) }
        let journal = Journal()
        _ = try await Self.output(Self.app(journal, inGroup: inGroup, replaced)).collect()
        #expect(journal.entries == ["exit true"])
    }

    @Test func `a stream that middleware replaces with an error is torn down with a failure`() async throws {
        let failed = Change { $0 = .text("no", status: .serviceUnavailable) }
        let journal = Journal()
        _ = try await Self.output(Self.app(journal, failed)).collect()
        #expect(journal.entries == ["exit false"])
    }

    @Test func `a stream is torn down if middleware throws afterwards`() async throws {
        struct Thrower: Middleware {
            func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
                _ = try await next(request, context)
                throw Boom()
            }
        }
        let journal = Journal()
        _ = try await Self.output(Self.app(journal, Thrower())).collect()
        #expect(journal.entries == ["exit false"])
    }

    @Test func `a stream is not sent if middleware sets a status without a body`() async throws {
        let unchanged = Change { $0.status = .notModified }
        let journal = Journal()
        guard case .stream(let stream) = try await Self.output(Self.app(journal, unchanged)) else {
            Issue.record("The response is buffered.")
            return
        }
        #expect(try await stream.body.collect().isEmpty)
        #expect(journal.entries == ["exit true"])
    }

    @Test func `a stream that middleware wraps is torn down once, after its last part`() async throws {
        let wrapped = Change { response in
            guard case .stream(let body) = response.body else { return }
            response.body = .stream(
                BodyStream { write in
                    try await body.forEach(write)
                    try await write(Array("!".utf8))
                }
            )
        }
        let journal = Journal()
        guard case .stream(let stream) = try await Self.output(Self.app(journal, wrapped)) else {
            Issue.record("The response is buffered.")
            return
        }
        #expect(journal.entries.isEmpty)
        #expect(try await stream.body.collect() == Array("part!".utf8))
        #expect(journal.entries == ["produce", "exit true"])
    }

    @Test(arguments: [true, false])
    func `a stream whose head cannot be written is torn down with a failure`(hasMiddleware: Bool) async throws {
        let journal = Journal()
        let app = hasMiddleware ? Self.app(journal, Change { _ in }) : Self.app(journal)
        guard case .stream(let stream) = try await Self.output(app) else {
            Issue.record("The response is buffered.")
            return
        }
        let write: BodyStream.Write = { _ in throw Boom() }
        await #expect(throws: Boom.self) { try await stream.forEach(write) }
        #expect(journal.entries == ["exit false"])
    }

    @Test func `a standalone endpoint tears its stream down if the head cannot be written`() async throws {
        let journal = Journal()
        let pool = Dependency(.perProcess, Scope()) { scope in
            scope.onExit { _ in journal.note("close") }
            return 1
        }
        let endpoint = Endpoint(.get, "/", Inject(pool)) { _ in Response(body: .stream(BodyStream { _ in })) }
        var context = Context()
        context.streamsResponses = true
        let event = HTTPEventShape.functionURL.event(for: Request(path: "/", shape: .functionURL))
        guard case .stream(let stream) = try await endpoint.respond(to: event, context: context) else {
            Issue.record("The response is buffered.")
            return
        }
        let write: BodyStream.Write = { _ in throw Boom() }
        await #expect(throws: Boom.self) { try await stream.forEach(write) }
        #expect(journal.entries == ["close"])
    }

    @Test func `a stream that is collected for a buffered response is torn down before middleware receives it`()
        async throws
    {
        let journal = Journal()
        let seen = Change { _ in journal.note("middleware") }
        _ = try await Self.output(Self.app(journal, seen), .httpAPI).collect()
        #expect(journal.entries == ["produce", "exit true", "middleware"])
    }
}
