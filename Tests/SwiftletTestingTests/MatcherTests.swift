import SwiftletJSON
import SwiftletTesting
import Testing

@Suite struct MatcherTests {
    static let token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"

    @Test(
        arguments: [
            ("<any>", JSON.null), ("<any>", ["a": 1]), ("<any>", "text"),
            ("<string>", ""), ("<number>", 1.5), ("<number>", 1), ("<boolean>", false), ("<array>", []),
            ("<object>", [:]),
            ("<integer>", 7), ("<integer>", -7), ("<integer>", .integer(UInt64.max)),
            ("<timestamp>", "2026-01-02T03:04:05Z"), ("<timestamp>", "2026-01-02T03:04:05.678900Z"),
            ("<timestamp>", "2026-01-02t03:04:05+05:30"), ("<timestamp>", "2024-02-29T23:59:60-00:00"),
            ("<uuid>", "3f6c2f0e-7d1b-4f0a-9b52-6c1d8f0b7a11"), ("<uuid>", "3F6C2F0E-7D1B-4F0A-9B52-6C1D8F0B7A11"),
            ("<jwt>", .string(token)),
            ("<regex [a-z]+>", "abc"), ("<regex a>b>", "a>b"), ("<regex \\d{3}>", "123"), ("<regex .*>", ""),
            ("<save id>", 3), ("<save id integer>", 3), ("<save t regex [a-z]+>", "abc"), ("<save user-id_2>", nil),
            ("<literal <any>>", "<any>"), ("<literal >", ""),
        ] as [(String, JSON)]
    )
    func `matches`(matcher: String, value: JSON) throws {
        #expect(try #require(try Matcher(matcher)).matches(value))
    }

    @Test(
        arguments: [
            ("<string>", 1), ("<string>", nil), ("<number>", "1"), ("<boolean>", 0), ("<array>", [:]), ("<object>", []),
            ("<integer>", 1.5), ("<integer>", "1"), ("<integer>", nil),
            ("<timestamp>", "2026-01-02"), ("<timestamp>", "2026-01-02T03:04:05"),
            ("<timestamp>", "2026-02-29T00:00:00Z"),
            ("<timestamp>", "2026-13-01T00:00:00Z"), ("<timestamp>", "2026-01-02T24:00:00Z"),
            ("<timestamp>", "2026-01-02T03:04:05.Z"), ("<timestamp>", "2026-01-02T03:04:05Zz"),
            ("<timestamp>", "2026-01-02 03:04:05Z"), ("<timestamp>", "2026-01-02T03:04:05+0530"), ("<timestamp>", 0),
            ("<uuid>", "3f6c2f0e7d1b4f0a9b526c1d8f0b7a11"), ("<uuid>", "3f6c2f0e-7d1b-4f0a-9b52-6c1d8f0b7a1g"),
            ("<uuid>", ""),
            ("<jwt>", "a.b.c"), ("<jwt>", "eyJhbGciOiJub25lIn0.e30."), ("<jwt>", "eyJhbGciOiJIUzI1NiJ9.e30"),
            ("<jwt>", "e30.e30.c2ln"), ("<jwt>", "eyJhbGciOiJIUzI1NiJ9.e30=.c2ln"),
            ("<regex [a-z]+>", "abc1"), ("<regex a>", "ba"), ("<regex 1>", 1),
            ("<save id integer>", "3"), ("<literal <any>>", "any"),
        ] as [(String, JSON)]
    )
    func `does not match`(matcher: String, value: JSON) throws {
        #expect(try #require(try Matcher(matcher)).matches(value) == false)
    }

    @Test(arguments: ["", "<>", "any", "<any", "any>", "<b>", "<b>bold</b>", "<Any>", "<any >", "<integers>", "<-"])
    func `other strings are not matchers`(text: String) throws {
        #expect(try Matcher(text) == nil)
    }

    @Test(arguments: [
        "<save>", "<save >", "<save a.b>", "<save id uid>", "<save id regex>", "<regex>", "<regex >", "<regex (>",
        "<regex [>",
    ])
    func `an invalid matcher is an error`(text: String) {
        let error = #expect(throws: FixtureError.self) { try Matcher(text) }
        #expect(error?.code == .invalidMatcher)
    }

    @Test func `a matcher keeps its name and its text`() throws {
        let matcher = try #require(try Matcher("<save token jwt>"))
        #expect(matcher.savedName == "token")
        #expect(matcher.description == "<save token jwt>")
        #expect(try Matcher("<jwt>")?.savedName == nil)
    }
}
