import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletSecurity

/// Pairs of strings that are equal by `==` and differ in bytes.
private let equivalents = [
    ("K", "\u{212A}"), ("caf\u{E9}", "cafe\u{301}"), ("\u{C5}", "\u{212B}"), ("a;b", "a\u{37E}b"),
]

@Suite struct ByteComparisonTests {
    private static let now: Int64 = 1_700_000_000

    private func code(_ policy: JWTPolicy, _ claims: JWTClaims) throws -> JWTError.Code? {
        let keys = JWKSet(try JWTKey(secret: TestKeys.secret))
        var claims = claims
        claims.expiresAt = Self.now + 60
        let token = try JWTSigner(keys: keys).sign(claims)
        do {
            _ = try JWTVerifier(keys: keys, policy: policy, clock: .seconds(Self.now)).verify(token)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(arguments: equivalents)
    func `compares issuers and audiences by byte`(own: String, other: String) throws {
        try #require(own == other)
        #expect(try code(JWTPolicy(issuers: [own]), JWTClaims(issuer: own)) == nil)
        #expect(try code(JWTPolicy(issuers: [own]), JWTClaims(issuer: other)) == .issuerMismatch)
        #expect(try code(JWTPolicy(audiences: [own]), JWTClaims(audience: [other, own])) == nil)
        #expect(try code(JWTPolicy(audiences: [own]), JWTClaims(audience: [other])) == .audienceMismatch)
    }

    @Test(arguments: equivalents)
    func `finds keys by the bytes of their id`(own: String, other: String) throws {
        let first = try JWTKey(secret: [UInt8](repeating: 1, count: 32), id: own)
        let second = try JWTKey(secret: [UInt8](repeating: 2, count: 32), id: other)
        let keys = JWKSet([first, second])
        #expect(keys.candidates(for: own).map(\.id?.utf8.count) == [own.utf8.count])
        #expect(keys.candidates(for: other).map(\.id?.utf8.count) == [other.utf8.count])
        #expect(!JWKSet(first).hasCandidates(for: other))
        for key in [first, second] {
            let token = try JWTSigner(keys: JWKSet(key)).sign(JWTClaims(subject: "1", expiresAt: Self.now + 60))
            #expect(try JWTVerifier(keys: keys, clock: .seconds(Self.now)).verify(token).subject == "1")
        }
    }

    @Test(arguments: equivalents)
    func `compares scopes by byte`(own: String, other: String) throws {
        let claims = JWTClaims(other: ["scope": .string("read \(own)")])
        #expect(claims.hasScopes([own, "read"]))
        #expect(!claims.hasScopes([other]))
        #expect(throws: HTTPError.self) { try claims.require(scopes: [other]) }
    }

    @Test func `separates scopes at the space byte`() {
        #expect(
            JWTClaims(other: ["scope": "a \u{301}b"]).scopes.map { Array($0.utf8) } == [[0x61], [0xCC, 0x81, 0x62]]
        )
        #expect(JWTClaims(other: ["scope": " a  b "]).scopes == ["a", "b"])
        #expect(JWTClaims(other: ["scope": "a\u{A0}b"]).scopes.count == 1)
    }

    @Test func `ignores only ASCII case when comparing media types`() throws {
        let keys = JWKSet(try JWTKey(secret: TestKeys.secret))
        let verifier = JWTVerifier(keys: keys, policy: JWTPolicy(type: "keys+jwt"), clock: .seconds(Self.now))
        for (type, isAccepted) in [
            ("KEYS+jwt", true), ("Application/keys+JWT", true), ("\u{212A}eys+jwt", false), ("keys+jwt\u{301}", false),
            ("application/", false), ("application/\u{301}keys+jwt", false),
        ] {
            let token = try JWTSigner(keys: keys).sign(JWTClaims(expiresAt: Self.now + 60), type: type)
            #expect(((try? verifier.verify(token)) != nil) == isAccepted, "\(type)")
        }
    }

    @Test func `rejects a critical extension with different bytes`() throws {
        let header = Array(#"{"alg":"HS256","crit":["\#u{212A}"],"\#u{212A}":1}"#.utf8)
        let error = #expect(throws: JWTError.self) { try JWSHeader(parsing: header, critical: ["K"]) }
        #expect(error?.code == .unsupportedCritical)
        #expect(throws: Never.self) { try JWSHeader(parsing: header, critical: ["\u{212A}"]) }
    }

    @Test(arguments: equivalents)
    func `finds an API key by the bytes of its parameter`(own: String, other: String) {
        let key = APIKey(.query(own))
        let request = Request(path: "/", query: [QueryItem(own, "right"), QueryItem(other, "wrong")])
        #expect(key.credential(in: request)?.revealed == "right")
    }

    @Test func `escapes a quote in a realm before a combining mark`() {
        #expect(
            Array(HTTPBasic(realm: "a\"\u{301}b\\\u{301}").challenge.utf8)
                == Array(#"Basic realm="a\"́b\\́", charset="UTF-8""#.utf8)
        )
    }

    @Test(arguments: equivalents)
    func `compares secrets by byte`(own: String, other: String) {
        #expect(ConstantTime.equal(own, own))
        #expect(!ConstantTime.equal(own, other))
    }
}
