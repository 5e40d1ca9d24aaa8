import Swiftlet
import Synchronization
import Testing

private struct Mark: Middleware {
    let name: String

    func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        var request = request
        request.headers[.userAgent, default: ""] += name
        var response = try await next(request, context)
        response.headers[.server, default: ""] += name
        return response
    }
}

extension HTTPFields {
    fileprivate subscript(_ name: HTTPField.Name, default value: String) -> String {
        get { self[name] ?? value }
        set { self[name] = newValue }
    }
}

private struct Unexpected: Error {}

private struct Reject: Middleware {
    func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        throw HTTPError(.tooManyRequests)
    }
}

private let agent = Endpoint(.get, "/agent", RequestInfo()) { $0.headers[.userAgent] ?? "" }

@Suite struct MiddlewareTests {
    @Test func `the first middleware is the outermost, and that of a group is inside the app's`() async {
        let app = App(title: "", version: "") {
            agent
            Routes("/in") {
                agent
                Mark(name: "c")
            }
            Mark(name: "a")
            Mark(name: "b")
        }
        let inside = await app.ask(.get, "/in/agent")
        #expect(inside.text == #""abc""#)
        #expect(inside.headers[.server] == "cba")
        #expect(await app.ask(.get, "/agent").text == #""ab""#)
        #expect(await app.ask(.get, "/none").headers[.server] == "ba")
    }

    @Test func `middleware of an array and of a condition wraps all routes of its group`() async {
        let marks: [any Middleware] = [Mark(name: "a"), Mark(name: "b")]
        let isMarked = true
        let app = App(title: "", version: "") {
            Routes("/in") {
                [agent]
                marks
                if isMarked { Mark(name: "c") }
            }
        }
        #expect(await app.ask(.get, "/in/agent").text == #""abc""#)
    }

    @Test func `an error thrown by middleware is converted to a response inside the outer middleware`() async {
        let app = App(title: "", version: "") {
            Mark(name: "a")
            Reject()
            agent
        }
        let response = await app.ask(.get, "/agent")
        #expect(response.status == .tooManyRequests)
        #expect(response.headers[.server] == "a")
    }

    @Test func `the middleware of a group receives the errors of its endpoints as responses`() async {
        let reported = Mutex<[String]>([])
        let app = App(title: "", version: "") {
            Routes("/in") {
                Mark(name: "a")
                ErrorReporter { error, _, _ in reported.withLock { $0.append("\(type(of: error))") } }
                Mark(name: "b")
                Endpoint(.get, "/boom") { () -> String in throw Unexpected() }
                Endpoint(.get, "/numbers/{number}", Path("number", Int.self)) { $0 }
            }
        }
        let failed = await app.ask(.get, "/in/boom")
        #expect(failed.status == .internalServerError)
        #expect(failed.headers[.server] == "ba")
        #expect(reported.withLock { $0 } == ["Unexpected"])
        let invalid = await app.ask(.get, "/in/numbers/x")
        #expect(invalid.status == .unprocessableContent)
        #expect(invalid.headers[.server] == "ba")
    }

    @Test func `a body over the limit is rejected`() async {
        let app = App(title: "", version: "") {
            BodyLimit(bytes: 10)
            Endpoint(.post, "/", Body([Int].self)) { $0.count }
        }
        #expect(await app.ask(.post, "/", json: "[1,2,3,4]").text == "4")
        #expect(await app.ask(.post, "/", json: "[1,2,3,4,5]").status == .contentTooLarge)
    }

    @Test func `a client with the current entity tag receives 304`() async throws {
        let app = App(title: "", version: "") {
            EntityTag()
            agent
        }
        let first = await app.ask(.get, "/agent")
        let tag = try #require(first.headers[.eTag])
        #expect(tag.hasPrefix("W/\""))
        for known in [tag, "\"x\", \(tag)", "*", String(tag.dropFirst(2))] {
            let second = await app.ask(.get, "/agent", headers: [.ifNoneMatch: known])
            #expect(second.status == .notModified, "\(known)")
            #expect(second.text.isEmpty)
            #expect(second.headers[.eTag] == tag)
        }
        #expect(await app.ask(.get, "/agent", headers: [.ifNoneMatch: "\"x\""]).status == .ok)
    }

    @Test(arguments: [
        ("\"a,b\"", 304), ("W/\"a,b\"", 304), ("\"x\" , W/\"a,b\"", 304), (" * ", 304), ("\"a\"", 200), ("\"b\"", 200),
        ("\", \"", 200), ("a,b", 200), ("", 200), ("\"\"", 200), ("\"*\"", 200),
    ])
    func `an endpoint's entity tag may contain commas`(known: String, status: Int) async {
        let app = App(title: "", version: "") {
            EntityTag()
            Endpoint(.get, "/") { Response(headers: [.eTag: "\"a,b\"", .contentType: "text/plain"]) }
        }
        let response = await app.ask(.get, "/", headers: [.ifNoneMatch: known])
        #expect(response.status.code == status)
        #expect(response.headers[.eTag] == "\"a,b\"")
        #expect((response.headers[.contentType] == nil) == (status == 304))
    }

    @Test func `security headers do not replace fields set by an endpoint`() async {
        let app = App(title: "", version: "") {
            SecurityHeaders()
            Endpoint(.get, "/") { Response(headers: [.xContentTypeOptions: "own"]) }
        }
        let response = await app.ask(.get, "/")
        #expect(response.headers[.xContentTypeOptions] == "own")
        #expect(response.headers[.strictTransportSecurity] == "max-age=31536000")
    }

    @Test func `strict transport security includes subdomains if enabled`() async {
        let app = App(title: "", version: "") { SecurityHeaders(includesSubdomains: true) }
        let response = await app.ask(.get, "/")
        #expect(response.headers[.strictTransportSecurity] == "max-age=31536000; includeSubDomains")
    }

    @Test(
        arguments: [
            ([:], "/", nil), ([.authorization: "Bearer x"], "/", "no-store"), ([.cookie: "a=1"], "/", "no-store"),
            ([.cookie: "a=1"], "/none", "no-store"), ([.cookie: "a=1"], "/own", "private, max-age=60"),
            ([HTTPField.Name("x-api-key") ?? .via: "k"], "/", "no-store"),
        ] as [(HTTPFields, String, String?)]
    )
    func `a response to a request with credentials is not cached`(
        headers: HTTPFields,
        path: String,
        cacheControl: String?
    ) async {
        let app = App(title: "", version: "") {
            SecurityHeaders()
            Endpoint(.get, "/") { "ok" }
            Endpoint(.get, "/own") { Response(headers: [.cacheControl: "private, max-age=60"]) }
        }
        #expect(await app.ask(.get, path, headers: headers).headers[.cacheControl] == cacheControl)
    }

    @Test(.timeLimit(.minutes(1))) func `a request that exceeds its limit is cancelled and responds with 503`() async {
        let cancelled = Mutex(false)
        let app = App(title: "", version: "") {
            Timeout(.milliseconds(20))
            Endpoint(.get, "/slow") { () -> String in
                do {
                    try await Task.sleep(for: .seconds(3600))
                } catch {
                    cancelled.withLock { $0 = true }
                    throw error
                }
                return ""
            }
            agent
        }
        #expect(await app.ask(.get, "/slow").status == .serviceUnavailable)
        #expect(cancelled.withLock { $0 })
        #expect(await app.ask(.get, "/agent").status == .ok)
    }

    @Test func `unexpected errors are reported, others are not`() async {
        let reported = Mutex<[String]>([])
        let app = App(title: "", version: "") {
            ErrorReporter { error, request, _ in reported.withLock { $0.append("\(request.path)") } }
            Endpoint(.get, "/boom") { () -> String in throw Unexpected() }
        }
        _ = await app.ask(.get, "/boom")
        _ = await app.ask(.get, "/none")
        #expect(reported.withLock { $0 } == ["/boom"])
    }

    @Test func `the response has the request ID`() async {
        let app = App(title: "", version: "") {
            RequestLog()
            agent
        }
        #expect(await app.ask(.get, "/agent").headers[.requestID] == "test")
    }
}
