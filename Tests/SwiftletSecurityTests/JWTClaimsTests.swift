import SwiftletJSON
import Testing

@testable import SwiftletSecurity

@Suite struct JWTClaimsTests {
    @Test(arguments: [
        "", "{", "}", "[]", "1", "{\"exp\":1,}", "{,\"exp\":1}", "{\"exp\":1}}", "{\"exp\":1}\u{0}", "{\"exp\":}",
        "{\"exp\":01}", "{\"exp\":18446744073709551617}", "{\"exp\":\"1\"}", "{\"exp\":1,\"exp\":1}",
        "{\"exp\":0,\"exp\":1}", "{\"\\u0065xp\":1,\"exp\":1}", "{\"sub\":\"\",\"sub\":\"a\"}", "{\"x\":1,\"x\":1}",
        "{\"aud\":[]}", "{\"aud\":\"a\",\"aud\":\"b\"}", "{\"aud\":[\"a\"],\"aud\":\"b\"}", "{\"aud\":[\"a\",]}",
        "{\"aud\":[\"a\",1]}", "{\"sub\":1}", "{\"sub\":null}", "{\"sub\":\"a\nb\"}", "{\"sub\":\"a", "{\"sub\":\"a\"",
        "{'exp':1}", "{exp:1}",
    ])
    func `rejects invalid payloads`(payload: String) {
        let error = #expect(throws: JWTError.self) { try JWTClaims(parsing: Array(payload.utf8)) }
        #expect(error?.code == .invalidClaim)
    }

    @Test func `rejects a payload that is not UTF-8`() {
        let error = #expect(throws: JWTError.self) { try JWTClaims(parsing: [0xFF]) }
        #expect(error?.code == .invalidClaim)
    }

    @Test func `reads the registered claims`() throws {
        let payload = #"""
            {"iss":"https://id.example","\u0073ub":"a","aud":"users","exp":1.5,"nbf":0,"iat":-2,"jti":"t-1","":[1,null]}
            """#
        let claims = try JWTClaims(parsing: Array(payload.utf8))
        let expected = JWTClaims(
            issuer: "https://id.example",
            subject: "a",
            audience: ["users"],
            expiresAt: 2,
            notBefore: 0,
            issuedAt: -2,
            id: "t-1",
            other: ["": [1, nil]]
        )
        #expect(claims == expected)
    }

    private static let written: [JWTClaims] = [
        JWTClaims(), JWTClaims(subject: "42"), JWTClaims(subject: ""), JWTClaims(audience: ["a"]),
        JWTClaims(audience: ["a", "b", "c"]), JWTClaims(expiresAt: 1 << 53, notBefore: -1 << 53, issuedAt: 0),
        JWTClaims(issuer: "i", subject: "s", audience: ["a"], expiresAt: 1, notBefore: -2, issuedAt: 30, id: "j"),
        JWTClaims(subject: "Zo\u{EB} \u{1F600}"), JWTClaims(subject: "\"x\""), JWTClaims(issuer: "a\\b"),
        JWTClaims(id: "\u{0}\n\u{1F}\u{7F}"), JWTClaims(audience: ["a", "\t"]), JWTClaims(audience: ["\""]),
        JWTClaims(subject: String(repeating: "s", count: 5000)),
        JWTClaims(other: ["role": "admin", "level": 3, "minus": -9_223_372_036_854_775_808, "": ""]),
        JWTClaims(other: ["unsigned": .integer(UInt64.max)]), JWTClaims(other: ["half": 0.5]),
        JWTClaims(other: ["role": "\"", "a": 1]), JWTClaims(other: ["\"": "role"]),
        JWTClaims(subject: "1", other: ["list": [1, "a", nil], "truth": true]),
    ]

    @Test func `reads what it writes`() throws {
        for claims in Self.written {
            #expect(try JWTClaims(parsing: claims.json()) == claims)
        }
    }

    @Test func `defaults are written for absent claims`() throws {
        let defaults = JWTClaims.Defaults(issuer: "m\"e", audience: ["us", "them"], issuedAt: 5, expiresAt: 10)
        for claims in Self.written {
            var expected = claims
            expected.issuer = claims.issuer ?? "m\"e"
            expected.audience = claims.audience.isEmpty ? ["us", "them"] : claims.audience
            expected.issuedAt = claims.issuedAt ?? 5
            expected.expiresAt = claims.expiresAt ?? 10
            #expect(try JWTClaims(parsing: claims.json(defaults: defaults)) == expected)
        }
    }
}
