import SwiftletJSON
import SwiftletSecurity
import Testing

@Suite struct JWTSignerTests {
    private let keys: JWKSet

    init() throws {
        keys = JWKSet(try JWTKey(secret: TestKeys.secret))
    }

    private func payload(_ token: String) throws -> String {
        String(decoding: try JWS.verify(token, with: keys).payload, as: UTF8.self)
    }

    @Test func `writes the claims in order`() throws {
        let signer = try JWTSigner(keys: keys)
        let claims = JWTClaims(
            issuer: "https://id.example",
            subject: "42",
            audience: ["users"],
            expiresAt: 30,
            notBefore: 10,
            issuedAt: 20,
            id: "t-1",
            other: ["role": "admin", "n": [1, nil]]
        )
        #expect(
            try payload(try signer.sign(claims)) == """
                {"iss":"https://id.example","sub":"42","aud":"users","exp":30,"nbf":10,"iat":20,"jti":"t-1",\
                "role":"admin","n":[1,null]}
                """
        )
        #expect(try payload(try signer.sign(JWTClaims())) == "{}")
        #expect(try payload(try signer.sign(JWTClaims(audience: ["a", "b"]))) == #"{"aud":["a","b"]}"#)
    }

    @Test func `adds default claims`() throws {
        let signer = try JWTSigner(
            keys: keys,
            issuer: "me",
            audience: ["users"],
            lifetime: .seconds(900),
            clock: .seconds(1000)
        )
        #expect(
            try payload(try signer.sign(JWTClaims(subject: "1")))
                == #"{"iss":"me","sub":"1","aud":"users","exp":1900,"iat":1000}"#
        )
        let own = JWTClaims(issuer: "x", audience: ["y"], expiresAt: 5, issuedAt: 4)
        #expect(try payload(try signer.sign(own)) == #"{"iss":"x","aud":"y","exp":5,"iat":4}"#)
        let forEver = try JWTSigner(keys: keys, lifetime: .seconds(Int64.max), clock: .seconds(1000))
        #expect(try payload(try forEver.sign(JWTClaims())).contains("9223372036854775807"))
    }

    @Test func `round-trips claims`() throws {
        let claims = JWTClaims(
            issuer: "me",
            subject: "Zoë \"x\" \u{1F600}",
            audience: ["a", "b"],
            expiresAt: 2000,
            notBefore: 900,
            issuedAt: 950,
            id: "1",
            other: ["scope": "users:read users:write", "nested": ["a": [1, 2.5, true, nil]]]
        )
        let token = try JWTSigner(keys: keys).sign(claims)
        let verifier = JWTVerifier(keys: keys, policy: JWTPolicy(audiences: ["b"]), clock: .seconds(1000))
        let verified = try verifier.verify(token)
        #expect(verified == claims)
        #expect(verified.scopes == ["users:read", "users:write"])
    }

    @Test func `rejects a registered claim in other`() throws {
        for name in ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"] {
            var claims = JWTClaims()
            claims[name] = 1
            let error = #expect(throws: JWTError.self) { try JWTSigner(keys: keys).sign(claims) }
            #expect(error?.code == .invalidClaim)
        }
    }

    @Test func `rejects a reserved header member`() throws {
        for name in ["alg", "kid", "typ", "crit", "b64"] {
            let error = #expect(throws: JWTError.self) {
                var header = JSONObject()
                header[name] = "x"
                return try JWS.sign([], with: try #require(keys.signingKey), header: header)
            }
            #expect(error?.code == .malformed)
        }
        let token = try JWS.sign([], with: try #require(keys.signingKey), type: nil, header: ["cty": "text/plain"])
        let header = try JWS.verify(token, with: keys).header
        #expect(header.members == ["alg": "HS256", "cty": "text/plain"])
    }

    private struct Session: JWTPayload {
        var userID: Int
        var role: String

        init(userID: Int, role: String) {
            self.userID = userID
            self.role = role
        }

        init(claims: JWTClaims) throws(JWTError) {
            guard let id = claims.subject.flatMap({ Int($0) }) else {
                throw JWTError(.invalidClaim, "sub is not an id.")
            }
            userID = id
            role = try claims.require("role", \.string)
        }

        var claims: JWTClaims { JWTClaims(subject: String(userID), other: ["role": .string(role)]) }
    }

    @Test func `signs a custom payload`() throws {
        let signer = try JWTSigner(keys: keys, lifetime: .seconds(60), clock: .seconds(1000))
        let verifier = JWTVerifier(keys: keys, clock: .seconds(1000))
        let session = try verifier.verify(try signer.sign(Session(userID: 42, role: "admin")), as: Session.self)
        #expect(session.userID == 42)
        #expect(session.role == "admin")
        let failures: [(JWTClaims, JWTError.Code)] = [
            (JWTClaims(subject: "x"), .invalidClaim), (JWTClaims(subject: "1"), .missingClaim),
            (JWTClaims(subject: "1", other: ["role": 7]), .invalidClaim),
        ]
        for (claims, code) in failures {
            let error = #expect(throws: JWTError.self) {
                try verifier.verify(try signer.sign(claims), as: Session.self)
            }
            #expect(error?.code == code)
        }
    }

    private struct Identity: Decodable, Equatable {
        var sub: String
        var roles: [String]
        var exp: Int
    }

    @Test func `decodes claims`() throws {
        let claims = JWTClaims(subject: "1", expiresAt: 2000, other: ["roles": ["a", "b"]])
        #expect(try claims.decode(Identity.self) == Identity(sub: "1", roles: ["a", "b"], exp: 2000))
        let error = #expect(throws: JWTError.self) { try JWTClaims(subject: "1").decode(Identity.self) }
        #expect(error?.code == .invalidClaim)
    }

    @Test func `uses the system clock by default`() throws {
        let signer = try JWTSigner(keys: keys, lifetime: .seconds(3600))
        let claims = try JWTVerifier(keys: keys).verify(try signer.sign(JWTClaims()))
        #expect(try #require(claims.issuedAt) > 1_700_000_000)
    }
}
