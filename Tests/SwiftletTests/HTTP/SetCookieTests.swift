import FoundationEssentials
import Swiftlet
import Testing

@Suite struct SetCookieTests {
    @Test func `a cookie is safe by default`() throws {
        let cookie = try SetCookie("session", "abc")
        #expect(cookie.description == "session=abc; Path=/; Secure; HttpOnly; SameSite=Lax")
    }

    @Test func `every attribute is written`() throws {
        let cookie = try SetCookie(
            "a",
            "",
            maxAge: 60,
            expires: Date(timeIntervalSince1970: 784_111_777.9),
            path: "/x y",
            domain: "example.com",
            isHTTPOnly: false,
            sameSite: SetCookie.SameSite.none,
            isPartitioned: true
        )
        #expect(
            cookie.description == """
                a=; Expires=Sun, 06 Nov 1994 08:49:37 GMT; Max-Age=60; Domain=example.com; Path=/x y; Secure; \
                SameSite=None; Partitioned
                """
        )
        let plain = try SetCookie("a", "b", path: nil, isSecure: false, isHTTPOnly: false, sameSite: nil)
        #expect(plain.description == "a=b")
    }

    @Test(arguments: ["", "a b", "a=b", "a;b", "ä", "a\r\nb", "a\0", "\"a\"", "a,b", "[a]"])
    func `a name that is no token is rejected`(name: String) {
        #expect(throws: SetCookieError.self) { try SetCookie(name, "x") }
    }

    @Test(arguments: ["a b", "a;b", "a,b", "\"a\"", "a\\b", "ä", "a\r\nSet-Cookie: b=c", "\0", "\u{7f}"])
    func `a value that is not of cookie octets is rejected, and not shown`(value: String) {
        let error = #expect(throws: SetCookieError.self) { try SetCookie("a", value) }
        #expect(error?.code == .invalidValue)
    }

    @Test(arguments: [4094, 4095])
    func `name and value have 4096 bytes at most`(count: Int) {
        let isValid = (try? SetCookie("ab", String(repeating: "x", count: count))) != nil
        #expect(isValid == (count == 4094))
    }

    @Test(arguments: ["", "a", "/;", "/a\nb", "/ä", "/" + String(repeating: "a", count: 1024)])
    func `a path that would end the attribute is rejected`(path: String) {
        let error = #expect(throws: SetCookieError.self) { try SetCookie("a", "b", path: path) }
        #expect(error?.code == .invalidPath)
    }

    @Test(arguments: ["", "a b", "a;b", "ä.de", "a_b", "a,b"])
    func `a domain that is no host name is rejected`(domain: String) {
        let error = #expect(throws: SetCookieError.self) { try SetCookie("a", "b", domain: domain) }
        #expect(error?.code == .invalidDomain)
    }

    @Test(arguments: ["__Host-a", "__host-a", "__Secure-a", "__SECURE-a"])
    func `a prefixed cookie must be secure`(name: String) throws {
        #expect(throws: Never.self) { try SetCookie(name, "b") }
        let error = #expect(throws: SetCookieError.self) { try SetCookie(name, "b", isSecure: false) }
        #expect(error?.code == .prefix)
    }

    @Test func `a cookie for the host has the path of the root and no domain`() {
        for name in ["__Host-a", "__HOST-a"] {
            #expect(throws: SetCookieError.self) { try SetCookie(name, "b", path: "/x") }
            #expect(throws: SetCookieError.self) { try SetCookie(name, "b", path: nil) }
            #expect(throws: SetCookieError.self) { try SetCookie(name, "b", domain: "example.com") }
        }
        #expect(throws: Never.self) { try SetCookie("__Secure-a", "b", path: "/x", domain: "example.com") }
    }

    @Test func `cross-site and partitioned cookies must be secure`() {
        let none = #expect(throws: SetCookieError.self) {
            try SetCookie("a", "b", isSecure: false, sameSite: SetCookie.SameSite.none)
        }
        #expect(none?.code == .insecure)
        #expect(throws: SetCookieError.self) { try SetCookie("a", "b", isSecure: false, isPartitioned: true) }
    }

    @Test(arguments: [-1e18, 1e18, .infinity, .nan])
    func `a date beyond the calendar is rejected`(seconds: Double) {
        let error = #expect(throws: SetCookieError.self) {
            try SetCookie("a", "b", expires: Date(timeIntervalSince1970: seconds))
        }
        #expect(error?.code == .invalidDate)
    }

    @Test func `a response sets several cookies and deletes others`() throws {
        var response = Response(.noContent)
        response.setCookie(try SetCookie("a", "1"))
        response.setCookie(try SetCookie("b", "2"))
        try response.deleteCookie("c", path: "/x", isSecure: false)
        #expect(
            response.headers[values: .setCookie] == [
                "a=1; Path=/; Secure; HttpOnly; SameSite=Lax",
                "b=2; Path=/; Secure; HttpOnly; SameSite=Lax",
                "c=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/x; HttpOnly; SameSite=Lax",
            ]
        )
        var reply = Reply(1)
        reply.setCookie(try SetCookie("a", "1"))
        reply.setCookie(try SetCookie("b", "2"))
        #expect(try reply.response(.ok).headers[values: .setCookie].count == 2)
    }

    @Test func `response and reply delete a partitioned cookie as a partitioned one`() throws {
        let deleting = """
            a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax; Partitioned
            """
        var response = Response(.noContent)
        try response.deleteCookie("a", isPartitioned: true)
        #expect(response.headers[values: .setCookie] == [deleting])
        var reply = Reply(1)
        try reply.deleteCookie("a", isPartitioned: true)
        #expect(try reply.response(.ok).headers[values: .setCookie] == [deleting])
    }
}
