import Swiftlet
import Testing

private func named(_ method: HTTPRequest.Method, _ path: String, _ name: String) -> Endpoint {
    Endpoint(method, path, operationID: name, RequestInfo()) { _ in Response.text(name) }
}

private let app = App(title: "Router", version: "1") {
    Routes("/users") {
        named(.get, "", "list")
        named(.get, "/me", "me")
        named(.get, "/{id}", "get")
        named(.delete, "/{id}", "delete")
        named(.get, "/{id}/posts", "posts")
        named(.get, "/{id}/posts/{post}", "post")
    }
    named(.get, "/files/{path:path}", "files")
    named(.get, "/files/special/one", "special")
    named(.get, "/", "root")
    named(.post, "/slash/", "slash")
}

@Suite struct RouterTests {
    @Test(arguments: [
        ("GET", "/", "root"), ("GET", "/users", "list"), ("GET", "/users/me", "me"), ("GET", "/users/7", "get"),
        ("DELETE", "/users/me", "delete"), ("GET", "/users/me/posts", "posts"), ("GET", "/users/7/posts/8", "post"),
        ("GET", "/files/a/b/c", "files"), ("GET", "/files/special/one", "special"),
        ("GET", "/files/special/two", "files"), ("GET", "/files/", "files"), ("HEAD", "/users/7", "get"),
        ("POST", "/slash/", "slash"), ("GET", "/users/a%2Fb", "get"), ("GET", "/users/%6De", "me"),
    ])
    func `the most specific route matches`(method: String, path: String, name: String) async throws {
        let response = await app.ask(try #require(HTTPRequest.Method(method)), path)
        #expect(response.status == .ok)
        #expect(response.text == name)
    }

    @Test(arguments: [
        ("PUT", "/users/7", "DELETE, GET, HEAD, OPTIONS"), ("DELETE", "/users", "GET, HEAD, OPTIONS"),
        ("POST", "/users/me", "DELETE, GET, HEAD, OPTIONS"), ("GET", "/slash/", "OPTIONS, POST"),
    ])
    func `a 405 response lists every allowed method`(method: String, path: String, allow: String) async throws {
        let response = await app.ask(try #require(HTTPRequest.Method(method)), path)
        #expect(response.status == .methodNotAllowed)
        #expect(response.headers[.allow] == allow)
        #expect(response.text == #"{"detail":"Method Not Allowed"}"#)
    }

    @Test func `a response to OPTIONS lists the allowed methods`() async {
        let response = await app.ask(.options, "/users/7")
        #expect(response.status == .noContent)
        #expect(response.headers[.allow] == "DELETE, GET, HEAD, OPTIONS")
    }

    @Test(arguments: ["/nope", "/users/7/nope", "/users/7/posts/8/9", "/users//posts", "/file"])
    func `other paths are a 404`(path: String) async {
        let response = await app.ask(.get, path)
        #expect(response.status == .notFound)
        #expect(response.text == #"{"detail":"Not Found"}"#)
    }

    @Test func `a different trailing slash is redirected with the query`() async {
        let response = await app.ask(.get, "/users/7/?page=2&x=a%20b")
        #expect(response.status == .temporaryRedirect)
        #expect(
            response.headers[.location] == "/users/7?page=2&x=a%20b"
                || response.headers[.location] == "/users/7?page=2&x=a+b"
        )
        let other = await app.ask(.post, "/slash")
        #expect(other.headers[.location] == "/slash/")
        #expect(await app.ask(.get, "/files").headers[.location] == "/files/")
        // As in FastAPI, the redirect target responds that the method is not allowed.
        #expect(await app.ask(.put, "/users/").headers[.location] == "/users")
    }

    @Test func `a redirect includes the stage`() async {
        var request = Request(method: .get, path: "/users/7/")
        request.basePath = "/prod"
        request.host = "api.example.com"
        let response = await app.respond(to: request, context: Context(logger: .silent))
        #expect(response.headers[.location] == "/prod/users/7")
    }

    @Test func `a redirect is a relative reference without a host`() async {
        let app = App(title: "", version: "") {
            named(.get, "/a", "a")
            named(.get, "/files/{path:path}", "files")
            named(.get, "/{x}/{y}/", "y")
        }
        for (path, location) in [("/a/", "/a"), ("/files", "/files/"), ("/x/evil.example", "/x/evil.example/")] {
            var request = Request(method: .get, path: path)
            request.host = "evil.example"
            let response = await app.respond(to: request, context: Context(logger: .silent))
            #expect(response.headers[.location] == location)
        }
    }

    @Test func `a trailing slash can be ignored or significant`() async {
        let ignoring = App(title: "", version: "", trailingSlash: .ignore) { named(.get, "/a", "a") }
        #expect(await ignoring.ask(.get, "/a/").text == "a")
        #expect(await ignoring.ask(.put, "/a/").headers[.allow] == "GET, HEAD, OPTIONS")
        #expect(await ignoring.ask(.options, "/a/").status == .noContent)
        let strict = App(title: "", version: "", trailingSlash: .strict) { named(.get, "/a", "a") }
        #expect(await strict.ask(.get, "/a/").status == .notFound)
    }

    @Test func `duplicate and ambiguous routes are an error at startup that names both`() async throws {
        let app = App(title: "", version: "") {
            named(.get, "/users/{id}", "first")
            named(.get, "/users/{name}", "second")
            named(.get, "/x/{a:path}", "third")
            named(.get, "/x/{b:path}", "third")
            named(.get, "/bad/{x:path}/y", "fourth")
            named(.get, "/bad/a{x}", "fifth")
            named(.get, "no-slash", "sixth")
        }
        let error = try #require(await #expect(throws: AppError.self) { try await app.start() })
        #expect(error.description.contains("GET /users/{id} (first) and GET /users/{name} (second)"))
        #expect(error.description.contains("GET /x/{a:path} (third) and GET /x/{b:path} (third)"))
        #expect(error.description.contains("Duplicate name `third`"))
        #expect(error.description.contains("/bad/{x:path}/y"))
        #expect(error.description.contains("a{x}"))
        #expect(error.description.contains("no-slash"))
    }

    @Test func `operation IDs have FastAPI's format`() {
        let app = App(title: "", version: "") {
            Routes("/api/v1/users") {
                Endpoint(.get, "/{user_id}", summary: "Get User", Path("user_id", Int.self)) { $0 }
            }
        }
        #expect(app.routes.map(\.operationID) == ["get_user_api_v1_users__user_id__get"])
    }
}
