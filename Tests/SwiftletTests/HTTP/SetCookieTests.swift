import FoundationEssentials
import Swiftlet
import Testing

@Suite struct SetCookieTests {
    @Test func `the default attributes are secure`() throws {
        let cookie = try SetCookie("session", "abc")
        #expect(cookie.description == "session=abc; Path=/; Secure; HttpOnly; SameSite=Lax")
    }

    @Test func `encodes every attribute`() throws {
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
    func `rejects a name that is not a token`(name: String) {
        #expect(throws: SetCookieError.self) { try SetCookie(name, "x") }
    }

    @Test(arguments: ["a b", "a;b", "a,b", "\"a\"", "a\\b", "ä", "a\r\nSet-Cookie: b=c", "\0", "\u{7f}"])
    func `rejects a value with invalid characters`(value: String) {
        let error = #expect(throws: SetCookieError.self) { try SetCookie("a", value) }
        #expect(error?.code == .invalidValue)
    }

    @Test(arguments: [4094, 4095])
    func `limits name and value to 4096 bytes in total`(count: Int) {
        let isValid = (try? SetCookie("ab", String(repeating: "x", count: count))) != nil
        #expect(isValid == (count == 4094))
    }

    @Test(arguments: ["", "a", "/;", "/a\nb", "/ä", "/" + String(repeating: "a", count: 1024)])
    func `rejects an invalid path`(path: String) {
        let error = #expect(throws: SetCookieError.self) { try SetCookie("a", "b", path: path) }
        #expect(error?.code == .invalidPath)
    }

    @Test(arguments: ["", "a b", "a;b", "ä.de", "a_b", "a,b"])
    func `rejects a domain that is not a host name`(domain: String) {
        let error = #expect(throws: SetCookieError.self) { try SetCookie("a", "b", domain: domain) }
        #expect(error?.code == .invalidDomain)
    }

    @Test(arguments: ["__Host-a", "__host-a", "__Secure-a", "__SECURE-a"])
    func `a prefixed cookie must be secure`(name: String) throws {
        #expect(throws: Never.self) { try SetCookie(name, "b") }
        let error = #expect(throws: SetCookieError.self) { try SetCookie(name, "b", isSecure: false) }
        #expect(error?.code == .prefix)
    }

    @Test func `a cookie with the prefix __Host- must have the root path and no domain`() {
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
    func `rejects a date out of range`(seconds: Double) {
        let error = #expect(throws: SetCookieError.self) {
            try SetCookie("a", "b", expires: Date(timeIntervalSince1970: seconds))
        }
        #expect(error?.code == .invalidDate)
    }

    @Test func `a response sets and deletes multiple cookies`() throws {
        var response = Response(.noContent)
        response.setCookie(try SetCookie("a", "1"))
        response.setCookie(try SetCookie("b", "2"))
        response.setCookie(try .deleting("c", path: "/x", isSecure: false))
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

    @Test func `deleting a partitioned cookie sets the Partitioned attribute`() throws {
        let deleting = """
            a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax; Partitioned
            """
        var response = Response(.noContent)
        response.setCookie(try .deleting("a", isPartitioned: true))
        #expect(response.headers[values: .setCookie] == [deleting])
        var reply = Reply(1)
        reply.setCookie(try .deleting("a", isPartitioned: true))
        #expect(try reply.response(.ok).headers[values: .setCookie] == [deleting])
    }
}
