import Swiftlet
import Testing

@Suite struct RedirectTests {
    @Test(arguments: [
        (Response.Redirect.movedPermanently, 301), (.found, 302), (.seeOther, 303), (.temporaryRedirect, 307),
        (.permanentRedirect, 308),
    ])
    func `a redirect has the status and target`(redirect: Response.Redirect, status: Int) throws {
        let response = try Response.redirect(to: "/items/7?a=b%20c#d", redirect)
        #expect(response.status.code == status)
        #expect(response.headers[.location] == "/items/7?a=b%20c#d")
        #expect(response.body.isEmpty)
    }

    @Test func `the default status is 307, as in Starlette`() throws {
        #expect(try Response.redirect(to: "next").status == .temporaryRedirect)
    }

    @Test(arguments: ["/a", "a/b", "../a", "?a=http://b", "#a", "/a:b", "./a:b", "/.//a", "/a?next=//b"])
    func `allows a target on the same host`(target: String) throws {
        #expect(try Response.redirect(to: target).headers[.location] == target)
    }

    @Test(arguments: [
        "//evil.example", "///evil.example", "https://evil.example/", "HTTPS:evil.example", "javascript:a",
    ])
    func `rejects a target on another host by default`(target: String) {
        let error = #expect(throws: HTTPError.self) { try Response.redirect(to: target) }
        #expect(error?.status == .badRequest)
    }

    @Test(arguments: [
        "", " ", "/a b", "/a\r\nSet-Cookie: a=b", "/a\n", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
        "/ä b", "/a\0", "/%", "/%2", "/%zz", "/<a>", "/\"", "/{a}", "/a|b", "/a^b", "/a`b",
    ])
    func `rejects an invalid reference, even if other hosts are allowed`(target: String) {
        #expect(throws: HTTPError.self) { try Response.redirect(to: target) }
        #expect(throws: HTTPError.self) { try Response.redirect(to: target, allowsOtherHosts: true) }
    }

    @Test(arguments: [
        ("/caf\u{e9}?q=\u{fc}%20#\u{1f600}", "/caf%C3%A9?q=%C3%BC%20#%F0%9F%98%80"), ("e\u{301}", "e%CC%81"),
        ("/\r\u{301}", nil), ("//\u{e4}.example", nil), ("/%\u{e4}", nil),
    ])
    func `percent-encodes non-ASCII characters`(target: String, location: String?) {
        #expect((try? Response.redirect(to: target))?.headers[.location] == location)
    }

    @Test(arguments: ["https://example.com/a", "http://example.com", "HTTPS://example.com", "//example.com/a", "/a"])
    func `allows other hosts if requested`(target: String) throws {
        #expect(try Response.redirect(to: target, allowsOtherHosts: true).headers[.location] == target)
    }

    @Test(arguments: ["javascript:alert(1)", "data:text/html,a", "ftp://example.com", "https:evil.example"])
    func `never allows other schemes`(target: String) {
        #expect(throws: HTTPError.self) { try Response.redirect(to: target, allowsOtherHosts: true) }
    }
}
