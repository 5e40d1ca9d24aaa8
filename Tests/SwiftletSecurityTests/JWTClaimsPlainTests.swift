import SwiftletJSON
import Testing

@testable import SwiftletSecurity

/// The scanner for plain claims and the JSON parser agree, and so do the two encoders.
@Suite struct JWTClaimsPlainTests {
    private static let plain = [
        #"{"sub":"42","exp":1700000900,"iat":1700000000}"#,
        #"{"iss":"https://id.example","sub":"a","aud":"users","exp":1,"nbf":0,"iat":2,"jti":"t-1"}"#,
        #"{"aud":["a","b"],"exp":999999999999999,"role":"admin","roles":["x","y"],"level":3,"":"","sub":""}"#,
    ]

    /// The claims that the scanner reads, or `nil` if the payload is not plain.
    private func scanned(_ payload: [UInt8]) -> JWTClaims? {
        var claims = JWTClaims()
        return claims.readPlain(payload.span) ? claims : nil
    }

    /// The claims that the JSON parser reads, or `nil` if it rejects the payload.
    private func parsed(_ payload: [UInt8]) -> JWTClaims? {
        try? JWTClaims(parsing: payload)
    }

    @Test(arguments: plain)
    func `scans plain claims`(payload: String) throws {
        let bytes = Array(payload.utf8)
        let claims = try #require(scanned(bytes))
        #expect(claims == parsed(bytes))
    }

    @Test(arguments: [
        "", "{", "}", "{}", "[]", " {\"exp\":1}", "{\"exp\":1} ", "{\"exp\" :1}", "{\"exp\":1,}", "{,\"exp\":1}",
        "{\"exp\":1}}", "{\"exp\":1}\u{0}", "{\"exp\":}", "{\"exp\":01}", "{\"exp\":00}", "{\"exp\":-1}",
        "{\"exp\":1.5}", "{\"exp\":1e3}", "{\"exp\":1000000000000000}", "{\"exp\":18446744073709551617}",
        "{\"exp\":1,\"exp\":1}", "{\"exp\":0,\"exp\":1}", "{\"sub\":\"\",\"sub\":\"a\"}", "{\"x\":1,\"x\":1}",
        "{\"aud\":[]}", "{\"aud\":\"a\",\"aud\":\"b\"}", "{\"aud\":[\"a\"],\"aud\":\"b\"}", "{\"aud\":[\"a\",]}",
        "{\"aud\":[\"a\",1]}", "{\"sub\":1}", "{\"sub\":null}", "{\"exp\":\"1\"}", "{\"sub\":\"a\\u0062\"}",
        "{\"\\u0065xp\":1}", "{\"sub\":\"\u{E9}\"}", "{\"sub\":\"a\nb\"}", "{\"sub\":\"a", "{\"sub\":\"a\"",
        "{\"x\":{}}", "{\"x\":[1]}", "{\"x\":[[]]}", "{\"x\":true}", "{\"x\":[]}", "{'exp':1}", "{exp:1}",
    ])
    func `leaves other payloads to the parser`(payload: String) {
        #expect(scanned(Array(payload.utf8)) == nil)
    }

    /// Every byte is replaced by every other one, removed, and duplicated.
    @Test(arguments: plain)
    func `never scans what the parser rejects`(payload: String) {
        let original = Array(payload.utf8)
        func check(_ changed: [UInt8]) {
            guard let claims = scanned(changed) else { return }
            if claims != parsed(changed) {
                Issue.record("The scanner and the parser disagree about \(String(decoding: changed, as: UTF8.self)).")
            }
        }
        for index in original.indices {
            var changed = original
            for byte in UInt8.min...UInt8.max {
                changed[index] = byte
                check(changed)
            }
            check(Array(original[..<index]))
            check(Array(original[..<index] + original[(index + 1)...]))
            check(Array(original[...index] + original[index...]))
        }
    }

    @Test(arguments: [Array(#"{"exp":1,"exp":2}"#.utf8), [0xFF], []])
    func `rejects invalid payloads`(payload: [UInt8]) {
        let error = #expect(throws: JWTError.self) { try JWTClaims.read(payload.span) }
        #expect(error?.code == .invalidClaim)
    }

    private static let written: [JWTClaims] = [
        JWTClaims(), JWTClaims(subject: "42"), JWTClaims(subject: ""), JWTClaims(audience: ["a"]),
        JWTClaims(audience: ["a", "b", "c"]), JWTClaims(expiresAt: .min, notBefore: .max, issuedAt: 0),
        JWTClaims(issuer: "i", subject: "s", audience: ["a"], expiresAt: 1, notBefore: -2, issuedAt: 30, id: "j"),
        JWTClaims(subject: "Zo\u{EB} \u{1F600}"), JWTClaims(subject: "\"x\""), JWTClaims(issuer: "a\\b"),
        JWTClaims(id: "\u{0}\n\u{1F}\u{7F}"), JWTClaims(audience: ["a", "\t"]), JWTClaims(audience: ["\""]),
        JWTClaims(subject: String(repeating: "s", count: 5000)),
        JWTClaims(other: ["role": "admin", "level": 3, "minus": -9_223_372_036_854_775_808, "": ""]),
        JWTClaims(other: ["unsigned": .integer(UInt64.max)]), JWTClaims(other: ["half": 0.5]),
        JWTClaims(other: ["role": "\"", "a": 1]), JWTClaims(other: ["\"": "role"]),
        JWTClaims(subject: "1", other: ["list": [1, "a", nil], "truth": true]),
    ]

    @Test func `both encoders write the same payload`() throws {
        let key = try JWTKey(secret: TestKeys.secret)
        for claims in Self.written {
            for defaults in [
                JWTClaims.Defaults(), JWTClaims.Defaults(issuer: "me", audience: ["us"], issuedAt: 5, expiresAt: 10),
                JWTClaims.Defaults(issuer: "m\"e", audience: ["us", "them"]),
            ] {
                let token = try claims.signed(with: key, type: "JWT", defaults: defaults)
                #expect(try JWS.verify(token, with: JWKSet(key)).payload == claims.json(defaults: defaults))
            }
        }
    }
}
