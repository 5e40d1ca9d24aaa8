import Testing

@testable import Swiftlet

@Suite struct DocumentationPageTests {
    /// A deterministic number generator.
    private struct Counter: RandomNumberGenerator {
        var value: UInt64 = 0

        mutating func next() -> UInt64 {
            value += 1
            return value
        }
    }

    private func page(
        title: String = "Things",
        document: String = "/openapi.json",
        clientID: String? = nil
    ) -> Response {
        var generator = Counter()
        return DocumentationPage.response(title: title, document: document, clientID: clientID, using: &generator)
    }

    @Test func `the page is one small response without external resources`() throws {
        let response = page()
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
        #expect(response.text.utf8.count < 68_000)
        for fragment in [" src=\"", "@import", "url(", "<link", "innerHTML", "eval(", "document.write", " style=\""] {
            #expect(!response.text.contains(fragment), "\(fragment)")
        }
    }

    @Test func `only scripts and styles with the nonce are allowed`() throws {
        let response = page()
        let policy = try #require(response.headers[.contentSecurityPolicy])
        let directives = policy.split(separator: ";").map { $0.split(separator: " ").map(String.init) }
        let values = Dictionary(uniqueKeysWithValues: directives.map { ($0[0], Array($0.dropFirst())) })
        let nonce = try #require(values["script-src"]?.first)
        #expect(values["default-src"] == ["'none'"])
        #expect(values["script-src"]?.count == 1)
        #expect(values["style-src"] == [nonce])
        #expect(values["connect-src"] == ["'self'"])
        #expect(values["frame-ancestors"] == ["'none'"])
        let attribute = nonce.dropFirst("'nonce-".count).dropLast()
        #expect(attribute.count == 24)
        #expect(response.text.contains("<script nonce=\"\(attribute)\">"))
        #expect(response.text.contains("<style nonce=\"\(attribute)\">"))
        #expect(response.text.split(separator: "<script").count == 2)
    }

    @Test func `each response has its own nonce`() async {
        let app = OpenAPIFixture.app()
        let first = await app.ask(.get, "/docs").headers[.contentSecurityPolicy]
        let second = await app.ask(.get, "/docs").headers[.contentSecurityPolicy]
        #expect(first != nil)
        #expect(first != second)
    }

    @Test func `title and path are escaped`() {
        let text = page(title: "</title><script>\"'&", document: "/a\"b<c").text
        #expect(text.contains("<title>&lt;/title&gt;&lt;script&gt;&quot;&#39;&amp;</title>"))
        #expect(text.contains("<body data-document=\"/a&quot;b&lt;c\">"))
        let body = "<body data-document=\"/openapi.json\" data-client-id=\"&quot;&gt;\">"
        #expect(page(clientID: "\">").text.contains(body))
    }

    @Test func `the page refers to the document below the stage`() async {
        var request = Request(path: "/docs")
        request.basePath = "/prod"
        let text = await OpenAPIFixture.app().respond(to: request, context: Context(logger: .silent)).text
        #expect(text.contains("data-document=\"/prod/openapi.json\""))
    }

    @Test func `the document may be in a group, and the page elsewhere or disabled`() async {
        let app = App(title: "", version: "") {
            Routes("/api") { OpenAPIRoutes(document: "/doc.json", page: "/read") }
            OpenAPIRoutes(document: "/other.json", page: nil)
        }
        #expect(await app.ask(.get, "/api/read").text.contains("data-document=\"/api/doc.json\""))
        #expect(await app.ask(.get, "/other.json").status == .ok)
        #expect(await app.ask(.get, "/docs").status == .notFound)
    }

    @Test(arguments: [
        ("https://login.example.com/token", "connect-src 'self' https://login.example.com;"),
        ("https://login.example.com:8443?a", "connect-src 'self' https://login.example.com:8443;"),
        ("auth/login", "connect-src 'self';"), ("/auth/login", "connect-src 'self';"),
        ("https://a;script-src *", "connect-src 'self';"), ("javascript:alert(1)", "connect-src 'self';"),
        ("https:///token", "connect-src 'self';"),
    ])
    func `the security policy allows token URLs on other origins`(tokenURL: String, directive: String) async throws {
        let app = App(title: "", version: "") {
            Endpoint(.get, "/", OpenAPIFixture.Token(tokenURL: tokenURL)) { $0 }
            OpenAPIRoutes()
        }
        let policy = try #require(await app.ask(.get, "/docs").headers[.contentSecurityPolicy])
        #expect(policy.contains(directive))
    }
}
