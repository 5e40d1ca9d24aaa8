import Synchronization
import Testing

@testable import Swiftlet

/// Keeps a weak reference to the exchange of a request.
private final class Witness: Middleware {
    private struct State {
        weak var exchange: Exchange?
        var count = 0
    }

    private let state = Mutex(State())
    /// The number of requests.
    var count: Int { state.withLock { $0.count } }
    var isReleased: Bool { state.withLock { $0.exchange == nil } }

    func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        state.withLock {
            $0.exchange = context.currentExchange
            $0.count += 1
        }
        return try await next(request, context)
    }
}

private struct Boom: Error {}

@Suite struct ExchangeTests {
    @Test(arguments: ["/plain", "/stream", "/boom", "/none", "/in/plain", "/in/stream", "/in/boom"])
    func `is released after the response, although contexts refer to it`(path: String) async throws {
        let session = Dependency(.perRequest, Invocation(), Scope()) { context, scope in
            scope.onExit { _ in context.logger.debug("exit") }
            return 1
        }
        let endpoints = Routes(requires: [Inject(session)]) {
            Endpoint(.get, "/plain") { "" }
            Endpoint(.get, "/stream") { Response(body: .stream(BodyStream { write in try await write([97]) })) }
            Endpoint(.get, "/boom") { () -> String in throw Boom() }
        }
        let (outer, inner) = (Witness(), Witness())
        let mounted = App(title: "", version: "") {
            RequestLog()
            inner
            endpoints
        }
        let app = App(title: "", version: "") {
            ErrorReporter { _, _, _ in }
            RequestLog()
            outer
            endpoints
            Mount("/in", mounted)
        }
        #expect(try await Self.read(app, path) == (path.hasSuffix("/stream") ? [97] : nil))
        #expect(outer.count == 1 && outer.isReleased)
        #expect(inner.count == (path.hasPrefix("/in") ? 1 : 0) && inner.isReleased)
    }

    /// Sends a request and returns the body if it is a stream.
    private static func read(_ app: App, _ path: String) async throws -> [UInt8]? {
        guard case .stream(let body) = await app.ask(.get, path).body else { return nil }
        return try await body.collect()
    }
}
