import FoundationEssentials
import HTTPTypes
import Swiftlet
import SwiftletTesting
import Testing

private let app = App(title: "", version: "") {
    Endpoint(.get, "/set/it", Query("cookie", String.self)) { cookie in
        Response(.ok, headers: [.setCookie: cookie])
    }
    Endpoint(.get, "/", RequestInfo()) { Response.text($0.headers[.cookie] ?? "-") }
    Endpoint(.get, "/{path:path}", RequestInfo()) { Response.text($0.headers[.cookie] ?? "-") }
}

@Suite struct CookieJarTests {
    private func sent(to path: String, after cookies: [String]) async throws -> String {
        let clock = WallClock.fixed(Date(timeIntervalSince1970: 1_767_225_600))
        let client = TestClient(app, shapes: .only(.httpAPI), clock: clock, cookies: CookieJar())
        for cookie in cookies { try await client.get("/set/it", query: ["cookie": cookie]).expect(.ok) }
        return try await client.get(path).text
    }

    @Test(
        arguments: [
            ("/", ["a=1; Path=/"], "a=1"), ("/a", ["a=1; Path=/a"], "a=1"), ("/a/b", ["a=1; Path=/a"], "a=1"),
            ("/ab", ["a=1; Path=/a"], "-"), ("/", ["a=1"], "-"), ("/set", ["a=1"], "a=1"),
            ("/a/b", ["x=0; Path=/", "a=1; Path=/", "a=2; Path=/a"], "a=2; x=0; a=1"),
            ("/", ["a=1; path=x; Path=/"], "a=1"),
            ("/", ["a=1; Path=/", "a=2; Path=/"], "a=2"),
        ] as [(String, [String], String)]
    )
    func `a cookie is sent to its path and those below it`(path: String, cookies: [String], sent: String) async throws {
        #expect(try await self.sent(to: path, after: cookies) == sent)
    }

    @Test(
        arguments: [
            ("Max-Age=0", "-"), ("max-age=-1", "-"), ("Max-Age=60", "a=2"), ("Max-Age=x", "a=2"),
            ("Expires=Thu, 01 Jan 1970 00:00:00 GMT", "-"), ("expires=Thu, 01-Jan-1970 00:00:00 GMT", "-"),
            ("Expires=Fri, 01 Jan 2027 00:00:00 GMT", "a=2"), ("Expires=garbled", "a=2"),
            ("Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60", "a=2"), ("Secure; HttpOnly", "a=2"),
        ]
    )
    func `a cookie ends with its age or its date`(attribute: String, sent: String) async throws {
        #expect(try await self.sent(to: "/", after: ["a=1; Path=/", "a=2; Path=/; \(attribute)"]) == sent)
    }
}
