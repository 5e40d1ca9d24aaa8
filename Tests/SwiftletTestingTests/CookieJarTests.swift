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
            ("Expires=Fri, 01 Jan 2027 00:00:00 GMT", "a=2"), ("Expires=malformed", "a=2"),
            ("Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60", "a=2"), ("Secure; HttpOnly", "a=2"),
        ]
    )
    func `a cookie is removed by Max-Age or Expires`(attribute: String, sent: String) async throws {
        #expect(try await self.sent(to: "/", after: ["a=1; Path=/", "a=2; Path=/; \(attribute)"]) == sent)
    }

    @Test(
        arguments: [
            ("Max-Age=60", 59, "a=1"), ("Max-Age=60", 60, "-"), ("Max-Age=60; Max-Age=90", 60, "a=1"),
            ("Expires=Thu, 01 Jan 2026 00:01:00 GMT", 59, "a=1"), ("Expires=Thu, 01 Jan 2026 00:01:00 GMT", 60, "-"),
            ("Expires=Thu, 01 Jan 2026 00:01:00 GMT; Max-Age=90", 60, "a=1"),
            ("Max-Age=30; Expires=Thu, 01 Jan 2026 00:01:00 GMT", 30, "-"), ("Secure", 1_000_000_000, "a=1"),
            ("Max-Age=9223372036854775807", 1_000_000_000, "a=1"),
        ] as [(String, Double, String)]
    )
    func `a cookie expires as time passes`(attribute: String, seconds: Double, sent: String) async throws {
        let start = Date(timeIntervalSince1970: 1_767_225_600)
        let client = TestClient(app, shapes: .only(.httpAPI), clock: .fixed(start), cookies: CookieJar())
        try await client.get("/set/it", query: ["cookie": "a=1; Path=/; \(attribute)"]).expect(.ok)
        #expect(try await client.get("/").text == "a=1")
        var changed = client
        changed.clock = .fixed(start.addingTimeInterval(seconds))
        let later = changed
        #expect(try await later.get("/").text == sent)
    }
}
