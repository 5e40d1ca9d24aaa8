import SwiftletJSON
import SwiftletSecurity
import Testing

@Suite struct JWTPolicyTests {
    private static let now: Int64 = 1_700_000_000

    private func check(_ claims: String, _ policy: JWTPolicy = JWTPolicy(leeway: .zero)) throws -> JWTError.Code? {
        try check(claims, policy, now: Self.now)
    }

    private func check(_ claims: String, _ policy: JWTPolicy, now: Int64) throws -> JWTError.Code? {
        let key = try JWTKey(secret: TestKeys.secret)
        let verifier = JWTVerifier(keys: JWKSet(key), policy: policy, clock: .seconds(now))
        do {
            _ = try verifier.verify(try JWS.sign(Array(claims.utf8), with: key))
            return nil
        } catch {
            return error.code
        }
    }

    @Test(
        arguments: [
            (#"{"exp":1700000001}"#, nil), (#"{"exp":1700000000}"#, .expired), (#"{"exp":1699999999}"#, .expired),
            (#"{"exp":0}"#, .expired), (#"{"exp":-1}"#, .expired), (#"{"exp":1700000000.5}"#, nil),
            (#"{"exp":1700000001.0}"#, nil), (#"{"exp":1.700000001e9}"#, nil), (#"{"exp":1699999999.9}"#, .expired),
            (#"{"exp":9007199254740992}"#, nil), (#"{}"#, .missingClaim), (#"{"EXP":1700000001}"#, .missingClaim),
            (#"{"exp":1700000001,"nbf":1700000000}"#, nil), (#"{"exp":1700000001,"nbf":1700000001}"#, .notYetValid),
            (#"{"exp":1700000001,"nbf":1700000000.5}"#, .notYetValid), (#"{"exp":1700000001,"iat":1700000000}"#, nil),
            (#"{"exp":1700000001,"iat":1700000001}"#, .notYetValid), (#"{"exp":1700000001,"nbf":-5,"iat":0}"#, nil),
        ] as [(String, JWTError.Code?)]
    )
    func `checks exp, nbf and iat`(claims: String, code: JWTError.Code?) throws {
        #expect(try check(claims) == code)
    }

    @Test(
        arguments: [
            (#"{"exp":1699999971}"#, nil), (#"{"exp":1699999970}"#, .expired),
            (#"{"exp":1700000001,"nbf":1700000030}"#, nil),
            (#"{"exp":1700000001,"nbf":1700000031}"#, .notYetValid), (#"{"exp":1700000001,"iat":1700000030}"#, nil),
            (#"{"exp":1700000001,"iat":1700000031}"#, .notYetValid),
        ] as [(String, JWTError.Code?)]
    )
    func `tolerates clock skew within the leeway`(claims: String, code: JWTError.Code?) throws {
        #expect(try check(claims, JWTPolicy(leeway: .seconds(30))) == code)
    }

    @Test(
        arguments: [
            (#"{"exp":1699999996}"#, nil), (#"{"exp":1699999995}"#, .expired),
            (#"{"exp":1700000060,"nbf":1700000005}"#, nil), (#"{"exp":1700000060,"nbf":1700000006}"#, .notYetValid),
            (#"{"exp":1700000060,"iat":1700000005}"#, nil), (#"{"exp":1700000060,"iat":1700000006}"#, .notYetValid),
        ] as [(String, JWTError.Code?)]
    )
    func `the leeway is 5 seconds by default`(claims: String, code: JWTError.Code?) throws {
        #expect(try check(claims, JWTPolicy()) == code)
    }

    @Test func `accepts a token if the clock is a second behind the issuer's`() throws {
        let keys = JWKSet(try JWTKey(secret: TestKeys.secret))
        let token = try JWTSigner(keys: keys, lifetime: .seconds(60), clock: .seconds(Self.now + 1))
            .sign(JWTClaims(subject: "7"))
        #expect(try JWTVerifier(keys: keys, clock: .seconds(Self.now)).verify(token).subject == "7")
    }

    @Test func `limits the leeway`() throws {
        #expect(try check(#"{"exp":1699996401}"#, JWTPolicy(leeway: .seconds(1_000_000))) == nil)
        #expect(try check(#"{"exp":1699996400}"#, JWTPolicy(leeway: .seconds(1_000_000))) == .expired)
        #expect(try check(#"{"exp":1700000001}"#, JWTPolicy(leeway: .seconds(-1_000_000))) == nil)
        #expect(try check(#"{"exp":1699999999}"#, JWTPolicy(leeway: .milliseconds(1500))) == nil)
    }

    @Test func `does not overflow for any clock`() throws {
        for now in [Int64.min, .min + 1, -1, 0, .max - 1, .max] {
            let policy = JWTPolicy(leeway: .seconds(3600), maximumAge: .seconds(Int64.max))
            let code = try check(#"{"exp":9007199254740992,"nbf":-9007199254740992,"iat":0}"#, policy, now: now)
            #expect(code == (now < 0 ? (now == -1 ? nil : .notYetValid) : now == 0 ? nil : .expired))
        }
    }

    @Test func `accepts a token without exp if expiration is not required`() throws {
        #expect(try check("{}", JWTPolicy(leeway: .zero, requiresExpiration: false)) == nil)
        #expect(try check(#"{"exp":1}"#, JWTPolicy(leeway: .zero, requiresExpiration: false)) == .expired)
    }

    @Test(
        arguments: [
            (#"{"exp":1700000001}"#, .missingClaim), (#"{"exp":1700000001,"iat":1699999940}"#, nil),
            (#"{"exp":1700000001,"iat":1699999939}"#, .expired),
            (#"{"exp":1700000001,"iat":-9007199254740992}"#, .expired),
        ] as [(String, JWTError.Code?)]
    )
    func `checks the maximum age`(claims: String, code: JWTError.Code?) throws {
        #expect(try check(claims, JWTPolicy(leeway: .zero, maximumAge: .seconds(60))) == code)
    }

    @Test(
        arguments: [
            (#""a""#, ["a"], nil), (#"["x","a"]"#, ["a"], nil), (#"["x","b"]"#, ["a", "b"], nil),
            (#""A""#, ["a"], .audienceMismatch),
            (#""a ""#, ["a"], .audienceMismatch), (#"["x"]"#, ["a"], .audienceMismatch),
            (#""a""#, [], .audienceMismatch),
            (nil, ["a"], .audienceMismatch), (nil, [], nil),
        ] as [(String?, [String], JWTError.Code?)]
    )
    func `checks the audience`(audience: String?, accepted: [String], code: JWTError.Code?) throws {
        let claims = "{\"exp\":1700000001\(audience.map { ",\"aud\":\($0)" } ?? "")}"
        #expect(try check(claims, JWTPolicy(audiences: accepted)) == code)
        #expect(try check(claims, JWTPolicy(audiences: accepted, ignoresAudience: true)) == nil)
    }

    @Test(
        arguments: [
            (#","iss":"https://id.example""#, nil), (#","iss":"https://id.example/""#, .issuerMismatch),
            (#","iss":"""#, .issuerMismatch), ("", .issuerMismatch),
        ] as [(String, JWTError.Code?)]
    )
    func `checks the issuer`(issuer: String, code: JWTError.Code?) throws {
        let policy = JWTPolicy(issuers: ["https://id.example", "https://old.example"])
        #expect(try check("{\"exp\":1700000001\(issuer)}", policy) == code)
    }

    @Test func `requires claims`() throws {
        for name in ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "role"] {
            let policy = JWTPolicy(ignoresAudience: true, requiresExpiration: false, requiredClaims: [name])
            #expect(try check("{}", policy) == .missingClaim)
            let value = ["exp": "1700000001", "nbf": "1", "iat": "1"][name] ?? #""x""#
            #expect(try check("{\"\(name)\":\(value)}", policy) == nil)
        }
    }

    @Test(
        arguments: [
            ("at+jwt", "at+jwt", nil), ("AT+JWT", "at+jwt", nil), ("application/at+jwt", "at+jwt", nil),
            ("at+jwt", "Application/AT+JWT", nil), ("JWT", "at+jwt", .typeMismatch), (nil, "at+jwt", .typeMismatch),
            (nil, nil, nil),
            ("anything", nil, nil),
        ] as [(String?, String?, JWTError.Code?)]
    )
    func `checks the type`(type: String?, expected: String?, code: JWTError.Code?) throws {
        let key = try JWTKey(secret: TestKeys.secret)
        let token = try JWTSigner(keys: JWKSet(key), lifetime: .seconds(5), clock: .seconds(Self.now))
            .sign(JWTClaims(subject: "1"), type: type)
        let verifier = JWTVerifier(keys: JWKSet(key), policy: JWTPolicy(type: expected), clock: .seconds(Self.now))
        do {
            _ = try verifier.verify(token)
            #expect(code == nil)
        } catch {
            #expect(error.code == code)
        }
    }
}
