import Swiftlet
import SwiftletFixtures
import Testing

private struct Boom: Error {}

/// An endpoint that is called as a function: its dependencies are created for the call, and torn down exactly once.
@Suite struct EndpointFunctionTests {
    /// An endpoint with a dependency of each lifetime, whose response depends on a number in its path.
    private static func endpoint(_ journal: Journal) -> Endpoint {
        let pool = Dependency(.perProcess, Scope()) { scope in
            journal.note("open")
            scope.onExit { _ in journal.note("close") }
            return 1
        }
        let session = Dependency(.perRequest, Inject(pool), Scope()) { pool, scope in
            scope.onExit { journal.note("exit \($0.isSuccess)") }
            return pool
        }
        return Endpoint(.post, "/items/{number}", Path("number", Int.self), Inject(session)) {
            number,
            _ -> Response in
            let stream = Response.Body.stream(
                BodyStream { write in
                    try await write([97])
                    if number == 4 { throw Boom() }
                }
            )
            switch number {
            case 2: throw HTTPError(.conflict)
            case 3, 4: return Response(body: stream)
            case 5: return Response(.noContent, body: stream)
            default: return Response()
            }
        }
    }

    @Test(
        arguments: [
            (.post, "/items/1", ["open", "exit true", "close"]),
            (.post, "/prefix/items/2", ["open", "exit false", "close"]),
            (.post, "/items/3", ["open", "exit true", "close"]),
            (.head, "/items/3", ["open", "exit true", "close"]),
            (.post, "/items/4", ["open", "exit false", "close"]),
            (.post, "/items/5", ["open", "exit true", "close"]),
            (.post, "/items/x", ["open", "exit false", "close"]),
            (.post, "/other/1", []),
        ] as [(HTTPRequest.Method, String, [String])],
        [false, true]
    )
    func `its dependencies are torn down once`(
        request: (method: HTTPRequest.Method, path: String, entries: [String]),
        streams: Bool
    ) async throws {
        let journal = Journal()
        let shape = HTTPEventShape.functionURL
        var context = Context(logger: .silent)
        context.streamsResponses = streams
        let event = shape.event(for: Request(method: request.method, path: request.path, shape: shape))
        _ = try? await Self.endpoint(journal).respond(to: event, context: context).collect()
        #expect(journal.entries == request.entries)
    }

    @Test func `a rejected request creates no dependencies`() async throws {
        let journal = Journal()
        let event = """
            {"version": "2.0", "rawPath": "/items/1", "requestContext": {"http": {"method": "POST"}}, \
            "body": "%", "isBase64Encoded": true}
            """
        let output = try await Self.endpoint(journal)(Array(event.utf8))
        #expect(try JSON(parsing: output)["statusCode"]?.int == 400)
        await #expect(throws: EventError.self) { try await Self.endpoint(journal)(Array("{}".utf8)) }
        #expect(journal.entries.isEmpty)
    }

    @Test func `a failing teardown of its process lifetime is a 500`() async throws {
        let pool = Dependency(.perProcess, Scope()) { scope in
            scope.onExit { _ in throw Boom() }
            return 1
        }
        let endpoint = Endpoint(.get, "/", Inject(pool)) { $0 }
        let event = HTTPEventShape.httpAPI.event(for: Request(path: "/"))
        let output = try await endpoint(event, context: Context(logger: .silent))
        #expect(try JSON(parsing: output)["statusCode"]?.int == 500)
    }
}
