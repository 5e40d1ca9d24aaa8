import Swiftlet
import Synchronization
import Testing

private let name = Dependency(.perProcess) { "default" }

/// Adds the instance of a dependency to a header field of the response.
private struct Label: Middleware {
    var dependencies: [AnyDependency] { [name] }

    func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        var response = try await next(request, context)
        let value = try await name.instance(context: context)
        response.headers[.server] = [response.headers[.server], value].compactMap(\.self).joined(separator: " ")
        return response
    }
}

/// Passes on another context than its own.
private struct Replace: Middleware {
    let context: Context

    func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        try await next(request, self.context)
    }
}

/// Stores the context that it receives.
private final class Capture: Middleware {
    private let kept = Mutex<Context?>(nil)
    var context: Context? { kept.withLock { $0 } }

    func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        kept.withLock { $0 = context }
        return try await next(request, context)
    }
}

private let named = Endpoint(.get, "/name", Invocation()) { context in try await name.instance(context: context) }

/// Instances that are resolved with a context instead of an input.
@Suite struct DependencyInstanceTests {
    @Test func `they are those of the app, whichever context middleware passes on`() async throws {
        let capture = Capture()
        let other = App(title: "", version: "") {
            capture
            named
        }
        #expect(await other.overriding([.override(name, with: "other")]).ask(.get, "/name").text == #""other""#)
        let foreign = try #require(capture.context)
        for context in [Context(logger: .silent), foreign] {
            let app = App(title: "", version: "") {
                Replace(context: context)
                Label()
                Routes {
                    Replace(context: context)
                    Label()
                    Replace(context: context)
                    named
                }
            }
            let response = await app.ask(.get, "/name")
            #expect(response.text == #""default""#)
            #expect(response.headers[.server] == "default default")
        }
    }

    @Test(arguments: [false, true])
    func `a mounted app and the outer app each have their own overrides`(hasMiddleware: Bool) async {
        let inner = App(title: "", version: "") {
            if hasMiddleware { Label() }
            named
        }
        let app = App(title: "", version: "") {
            Label()
            Mount("/in", inner.overriding([.override(name, with: "inner")]))
        }
        let response = await app.ask(.get, "/in/name")
        #expect(response.text == #""inner""#)
        #expect(response.headers[.server] == (hasMiddleware ? "inner default" : "default"))
        let tested = await app.overriding([.override(name, with: "test")]).ask(.get, "/in/name")
        #expect(tested.text == #""test""#)
        #expect(tested.headers[.server] == (hasMiddleware ? "test test" : "test"))
    }

    @Test(arguments: ["/none", "/fail", "/group/fail"], [false, true])
    func `an error handler can resolve them`(path: String, hasMiddleware: Bool) async {
        let fail = Endpoint(.get, "/fail") { () -> String in throw HTTPError(.notFound) }
        let app = App(title: "", version: "") {
            if hasMiddleware { Label() }
            ErrorHandler(.notFound) { _, _, context in .text(try await name.instance(context: context)) }
            fail
            Routes("/group") {
                if hasMiddleware { Label() }
                fail
            }
        }
        #expect(await app.ask(.get, path).text == "default")
    }

    @Test func `an event handler with overrides has its own, and those of the app take precedence`() async throws {
        let journal = Journal()
        let pool = Dependency(.perProcess, Inject(name), Scope()) { name, scope in
            scope.onExit { _ in journal.note("close \(name)") }
            return "pool of \(name)"
        }
        let handler = EventHandler("count", Inject(pool)) { (_: JSON, context, pool) in
            let own = try await name.instance(context: context)
            return "\(pool), \(own)"
        }
        let app = App(title: "", version: "") {
            handler.overriding([.override(name, with: "own")])
            Endpoint(.get, "/", Inject(pool)) { $0 }
        }
        for _ in 0..<2 {
            let count = try app.handler(named: "count")
            let output = try await count(Array("{}".utf8))
            #expect(String(decoding: output, as: UTF8.self) == #""pool of own, own""#)
        }
        #expect(await app.ask(.get, "/").text == #""pool of default""#)
        try await app.shutdown()
        #expect(journal.entries.sorted() == ["close default", "close own"])
        let tested = app.overriding([.override(name, with: "test")])
        let count = try tested.handler(named: "count")
        let output = try await count(Array("{}".utf8))
        #expect(String(decoding: output, as: UTF8.self) == #""pool of test, test""#)
    }
}
