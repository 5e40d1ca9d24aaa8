import SwiftletJSON
import SwiftletSecurity
import Testing

/// Tampered and forged tokens.
@Suite struct JWTTamperingTests {
    private let key: JWTKey
    private let verifier: JWTVerifier
    private let token: String

    init() throws {
        key = try JWTKey(secret: TestKeys.secret)
        verifier = JWTVerifier(keys: JWKSet(key), clock: .seconds(1000))
        token = try JWS.sign(Array(#"{"sub":"1","exp":2000}"#.utf8), with: key)
    }

    private func code(_ token: String) -> JWTError.Code? {
        do {
            _ = try verifier.verify(token)
            return nil
        } catch {
            return error.code
        }
    }

    /// Signs any header and any payload, as only the owner of the key can.
    private func signed(header: String, payload: String = #"{"sub":"1","exp":2000}"#) throws -> String {
        let signed = Base64URL.encode(Array(header.utf8)) + "." + Base64URL.encode(Array(payload.utf8))
        let code = try HMAC(key: Array(TestKeys.secret.utf8)).authenticate(Array(signed.utf8))
        return signed + "." + Base64URL.encode(code)
    }

    @Test func `accepts the original token`() throws {
        #expect(try verifier.verify(token).subject == "1")
        #expect(try verifier.verify(signed(header: #"{"alg":"HS256"}"#)).subject == "1")
    }

    /// Every character is replaced by every other one of base64url.
    @Test func `rejects every change of one character`() {
        let characters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        let original = Array(token.utf8)
        for index in original.indices where original[index] != UInt8(ascii: ".") {
            for character in characters where character != original[index] {
                var changed = original
                changed[index] = character
                #expect(code(String(decoding: changed, as: UTF8.self)) != nil)
            }
        }
    }

    @Test func `rejects every bit flip`() {
        let original = Array(token.utf8)
        for index in original.indices {
            for bit in 0..<8 {
                var changed = original
                changed[index] ^= 1 << bit
                #expect(code(String(decoding: changed, as: UTF8.self)) != nil)
            }
        }
    }

    @Test func `rejects every prefix and every removed character`() {
        let original = Array(token.utf8)
        for index in original.indices {
            #expect(code(String(decoding: original[..<index], as: UTF8.self)) != nil)
            var shorter = original
            shorter.remove(at: index)
            #expect(code(String(decoding: shorter, as: UTF8.self)) != nil)
        }
    }

    /// No token, forged or not, affects the verification of another.
    @Test func `verifying a token does not affect other tokens`() throws {
        let own = token.split(separator: ".").map(String.init)
        let forgers = try JWTKey(secret: [UInt8](repeating: 9, count: 32))
        let headers = [
            #"{"alg":"HS256","typ":"JWT"}"#, #"{"typ":"JWT","alg":"HS256"}"#, #"{"alg":"none","typ":"JWT"}"#,
            #"{"alg":"HS256","typ":"JWT","kid":"a"}"#, #"{"alg":"HS256","crit":["x"],"x":1}"#,
        ]
        for _ in 0..<3 {
            for header in headers {
                let text = Base64URL.encode(Array(header.utf8))
                #expect(code("\(text).\(own[1]).\(own[2])") != nil || text == own[0])
                #expect(code("\(text).\(own[1]).") != nil)
                #expect(code("\(text)\(text).\(own[1]).\(own[2])") == .malformed)
                #expect(code("\(text).\(text).\(own[1]).\(own[2])") == .malformed)
            }
            #expect(code(try JWS.sign(Array(#"{"exp":2000}"#.utf8), with: forgers)) == .signatureInvalid)
            #expect(code(try signed(header: headers[1])) == nil)
            #expect(code(try signed(header: headers[2])) == .algorithmMismatch)
            #expect(code(try signed(header: headers[4])) == .unsupportedCritical)
            #expect(code(token) == nil)
        }
    }

    @Test func `rejects a wrong number of parts`() {
        let parts = token.split(separator: ".").map(String.init)
        for changed in [
            "", ".", "..", "...", parts[0], parts[0] + "." + parts[1], parts[0] + "." + parts[1] + ".", token + ".",
            "." + token, token + "." + parts[2], parts[0] + ".." + parts[1] + "." + parts[2],
            parts[0] + ".." + parts[2],
            token + "." + parts[0] + "." + parts[1],
        ] {
            #expect(code(changed) != nil)
        }
        #expect(code(parts[0] + "." + parts[1]) == .malformed)
        #expect(code(token + ".") == .malformed)
        #expect(code(parts[0] + "." + parts[1] + ".") == .signatureInvalid)
    }

    @Test func `rejects a dot within the signature`() {
        let bytes = Array(token.utf8)
        for index in bytes.indices {
            var moved = bytes
            moved[index] = UInt8(ascii: ".")
            let isDot = bytes[index] == UInt8(ascii: ".")
            #expect(code(String(decoding: moved, as: UTF8.self)) == (isDot ? nil : .malformed))
            moved = bytes
            moved.insert(UInt8(ascii: "."), at: index)
            #expect(code(String(decoding: moved, as: UTF8.self)) == .malformed)
        }
    }

    @Test(arguments: ["=", "==", " ", "\n", "\r\n", "\t", "\u{0}", "\u{FEFF}", "%3D", ",", "é"])
    func `rejects padding and white space anywhere`(addition: String) {
        let parts = token.split(separator: ".").map(String.init)
        for changed in [
            token + addition, addition + token, parts[0] + addition + "." + parts[1] + "." + parts[2],
            parts[0] + "." + parts[1] + addition + "." + parts[2],
            parts[0] + "." + addition + parts[1] + "." + parts[2],
        ] {
            #expect(code(changed) == .malformed)
        }
    }

    @Test func `rejects the standard base64 alphabet`() throws {
        // Bytes whose encoding contains both characters that differ.
        let payload = #"{"sub":"1","exp":2000,"x":"\#u{FF}\#u{FB}\#u{BF}??>>~~"}"#
        let token = try signed(header: #"{"alg":"HS256"}"#, payload: payload)
        let other = String(token.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        #expect(code(token) == nil)
        #expect(other != token)
        #expect(code(other) == .malformed)
    }

    @Test(arguments: [
        "none", "None", "NONE", "nOnE", "", "hs256", "HS256 ", "HS384", "RS256", "ES256", "EdDSA", "HS256\\u0000",
    ])
    func `rejects another algorithm in the header`(name: String) throws {
        let header = "{\"alg\":\"\(name)\"}"
        #expect(code(try signed(header: header)) == .algorithmMismatch)
        // And without a signature.
        let parts = try signed(header: header).split(separator: ".").map(String.init)
        #expect(code("\(parts[0]).\(parts[1]).") == .algorithmMismatch)
    }

    /// The public key is not secret: misused as an HMAC key, it would let anyone sign.
    @Test func `rejects a token signed with the public key as HMAC secret`() throws {
        for (pem, algorithm) in [(TestKeys.rsaPublic, JWTAlgorithm.rs256), (TestKeys.p256Public, .es256)] {
            let verifier = JWTVerifier(keys: JWKSet(try JWTKey(pem: pem, algorithm: algorithm)), clock: .seconds(1000))
            for secret in [pem, pem + "\n"] {
                let forged = try JWS.sign(Array(#"{"exp":2000}"#.utf8), with: try JWTKey(secret: secret))
                let error = #expect(throws: JWTError.self) { try verifier.verify(forged) }
                #expect(error?.code == .algorithmMismatch)
            }
        }
    }

    /// A signature of zeros passes a verifier without a range check.
    @Test func `rejects an ECDSA signature of zeros or another size`() throws {
        let keys = JWKSet(try JWTKey(pem: TestKeys.p256Public, algorithm: .es256))
        let (_, _, token) = try #require(TestKeys.tokens.first { $0.algorithm == "ES256" })
        let signed = token.split(separator: ".").prefix(2).joined(separator: ".")
        let order: [UInt8] = Array(
            Base64URL.decode("_____wAAAAD__________7zm-q2nF56E87nKwvxjJVE") ?? []
        )
        #expect(order.count == 32)
        let signatures: [[UInt8]] = [
            [UInt8](repeating: 0, count: 64), [UInt8](repeating: 0xFF, count: 64), [], [0],
            [UInt8](repeating: 1, count: 63),
            [UInt8](repeating: 1, count: 65), [UInt8](repeating: 1, count: 128), order + order,
            order + [UInt8](repeating: 0, count: 32), [0x30, 6, 2, 1, 1, 2, 1, 1],
        ]
        for signature in signatures {
            let error = #expect(throws: JWTError.self) {
                try JWS.verify(signed + "." + Base64URL.encode(signature), with: keys)
            }
            #expect(error?.code == .signatureInvalid)
        }
    }

    @Test func `rejects an RSA signature with a leading zero or truncated`() throws {
        let keys = JWKSet(try JWTKey(pem: TestKeys.rsaPublic, algorithm: .rs256))
        let (_, _, token) = try #require(TestKeys.tokens.first { $0.algorithm == "RS256" })
        let parts = token.split(separator: ".").map(String.init)
        let signature = try #require(Base64URL.decode(parts[2]))
        for changed in [[0] + signature, Array(signature.dropLast()), Array(signature.dropFirst()), []] {
            let error = #expect(throws: JWTError.self) {
                try JWS.verify("\(parts[0]).\(parts[1]).\(Base64URL.encode(changed))", with: keys)
            }
            #expect(error?.code == .signatureInvalid)
        }
    }

    /// RSASSA-PSS with another salt length than RFC 7518 requires is rejected, although other signers can produce it.
    @Test func `rejects a PSS token for PKCS1 and the reverse`() throws {
        for (name, other) in [("PS256", JWTAlgorithm.rs256), ("RS256", .ps256)] {
            let (_, _, token) = try #require(TestKeys.tokens.first { $0.algorithm == name })
            let parts = token.split(separator: ".").map(String.init)
            // The header names the other algorithm, so that the signature is checked.
            let header = Base64URL.encode(Array(#"{"alg":"\#(other.name)"}"#.utf8))
            let keys = JWKSet(try JWTKey(pem: TestKeys.rsaPublic, algorithm: other))
            let error = #expect(throws: JWTError.self) {
                try JWS.verify("\(header).\(parts[1]).\(parts[2])", with: keys)
            }
            #expect(error?.code == .signatureInvalid)
        }
    }

    @Test(arguments: [
        "", "null", "[]", "\"HS256\"", "{}", "{\"alg\":null}", "{\"alg\":256}", "{\"alg\":[\"HS256\"]}", "{\"alg\":{}}",
        "{\"alg\":\"HS256\"", "{\"alg\":\"HS256\"} x", "{'alg':'HS256'}", "{\"alg\":\"HS256\",}",
        "\u{FEFF}{\"alg\":\"HS256\"}",
        "{\"alg\":\"none\",\"alg\":\"HS256\"}", "{\"alg\":\"HS256\",\"alg\":\"HS256\"}",
        "{\"alg\":\"HS256\",\"\\u0061lg\":\"none\"}",
        "{\"alg\":\"HS256\",\"kid\":7}", "{\"alg\":\"HS256\",\"kid\":null}", "{\"alg\":\"HS256\",\"typ\":[]}",
        "{\"ALG\":\"HS256\"}",
        "{\"alg\":\"HS256\",\"crit\":[]}", "{\"alg\":\"HS256\",\"crit\":\"exp\"}", "{\"alg\":\"HS256\",\"crit\":[7]}",
        "{\"alg\":\"HS256\",\"crit\":null}", "{\"alg\":\"HS256\",\"crit\":[\"absent\"]}",
        "{\"alg\":\"HS256\",\"v\":1,\"crit\":[\"v\",\"v\"]}",
    ])
    func `rejects a malformed header`(header: String) throws {
        // The duplicate crit can be rejected for the unsupported name, whichever is found first.
        let code = try #require(code(try signed(header: header)))
        #expect(code == .malformed || (header.contains("\"v\"") && code == .unsupportedCritical))
    }

    @Test(arguments: [
        "{\"alg\":\"HS256\",\"v\":1,\"crit\":[\"v\"]}", "{\"alg\":\"HS256\",\"crit\":[\"alg\"]}",
        "{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"]}", "{\"alg\":\"HS256\",\"b64\":false}",
        "{\"alg\":\"HS256\",\"b64\":true,\"crit\":[\"b64\"]}", "{\"alg\":\"HS256\",\"b64\":true}",
        "{\"alg\":\"HS256\",\"exp\":5000,\"crit\":[\"exp\"]}",
    ])
    func `rejects unsupported critical extensions`(header: String) throws {
        #expect(code(try signed(header: header)) == .unsupportedCritical)
    }

    @Test func `accepts a critical member that the caller understands`() throws {
        let token = try signed(header: #"{"alg":"HS256","v":1,"crit":["v"]}"#)
        let policy = JWTPolicy(criticalHeaders: ["v", "alg", "b64"])
        let verifier = JWTVerifier(keys: JWKSet(key), policy: policy, clock: .seconds(1000))
        #expect(try verifier.verify(token).subject == "1")
        // Registered members must not be listed, whether understood or not.
        for header in [#"{"alg":"HS256","crit":["alg"]}"#, #"{"alg":"HS256","b64":false,"crit":["b64"]}"#] {
            let error = #expect(throws: JWTError.self) { try verifier.verify(try signed(header: header)) }
            #expect(error?.code == .unsupportedCritical)
        }
    }

    /// Keys embedded in or referenced by a header belong to the attacker.
    @Test func `never uses a key from the header`() throws {
        let forger = try JWTKey(pem: TestKeys.p256Private, algorithm: .es256)
        let jwk = try #require(forger.publicJWK)
        for header in [
            ["jwk": jwk], ["jku": "https://forger.example/jwks"], ["x5u": "https://forger.example/cert"],
            ["x5c": [.string("MIIB")]],
        ] as [JSONObject] {
            let token = try JWS.sign(Array(#"{"exp":2000}"#.utf8), with: forger, header: header)
            #expect(code(token) == .algorithmMismatch)
            let own = JWKSet(try JWTKey(pem: TestKeys.p256PrivateWithParameters, algorithm: .es256))
            let error = #expect(throws: JWTError.self) { try JWS.verify(token, with: own) }
            #expect(error?.code == .signatureInvalid)
        }
    }

    @Test(arguments: [
        "", "null", "[]", "\"x\"", "7", "{\"exp\":2000", "{\"exp\":2000}}", "{\"exp\":2000,\"exp\":3000}",
        "{\"exp\":2000,\"\\u0065xp\":9999999999}", "{\"exp\":2000,\"sub\":7}", "{\"exp\":2000,\"sub\":null}",
        "{\"exp\":2000,\"iss\":[\"a\"]}", "{\"exp\":2000,\"jti\":1}", "{\"exp\":2000,\"aud\":7}",
        "{\"exp\":2000,\"aud\":[]}",
        "{\"exp\":2000,\"aud\":[\"a\",7]}", "{\"exp\":2000,\"aud\":{\"a\":\"b\"}}", "{\"exp\":\"2000\"}",
        "{\"exp\":true}",
        "{\"exp\":null}", "{\"exp\":[2000]}", "{\"exp\":1e400}", "{\"exp\":-1e400}", "{\"exp\":1e300}",
        "{\"exp\":9223372036854775807}", "{\"exp\":9223372036854775808}", "{\"exp\":-9223372036854775808}",
        "{\"exp\":18446744073709551616}", "{\"exp\":99999999999999999999999999999999999999}",
        "{\"exp\":2000,\"nbf\":\"0\"}",
        "{\"exp\":2000,\"iat\":1e300}", "{\"exp\":2000,\"nbf\":-1e300}", "{\"exp\":NaN}", "{\"exp\":Infinity}",
        "{\"exp\":0x7d0}",
        "eyJhbGciOiJIUzI1NiJ9.e30.",
    ])
    func `rejects a malformed payload`(payload: String) throws {
        #expect(code(try signed(header: #"{"alg":"HS256"}"#, payload: payload)) == .invalidClaim)
    }

    @Test func `rejects a payload that is not UTF-8`() throws {
        let token = try JWS.sign(Array("{\"exp\":2000,\"sub\":\"".utf8) + [0xFF] + Array("\"}".utf8), with: key)
        #expect(code(token) == .invalidClaim)
    }

    @Test func `rejects deep nesting`() throws {
        let depth = 100_000
        let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let verifier = JWTVerifier(keys: JWKSet(key), policy: JWTPolicy(maximumLength: 1 << 20), clock: .seconds(1000))
        for token in [
            try signed(header: #"{"alg":"HS256"}"#, payload: "{\"exp\":2000,\"x\":\(deep)}"),
            try signed(header: "{\"alg\":\"HS256\",\"x\":\(deep)}"),
        ] {
            let error = #expect(throws: JWTError.self) { try verifier.verify(token) }
            #expect(error?.code == .invalidClaim || error?.code == .malformed)
        }
    }

    @Test func `rejects a token over the limit without parsing it`() throws {
        let payload = Array(#"{"exp":2000,"x":"\#(String(repeating: "x", count: 12_200))"}"#.utf8)
        let token = try JWS.sign(payload, with: key)
        #expect(token.utf8.count < JWS.maximumLength)
        #expect(code(token) == nil)
        #expect(code(String(repeating: "a", count: JWS.maximumLength)) == .malformed)
        #expect(code(String(repeating: "a", count: JWS.maximumLength + 1)) == .tooLarge)
        let policy = JWTPolicy(maximumLength: token.utf8.count - 1)
        let error = #expect(throws: JWTError.self) { try JWTVerifier(keys: JWKSet(key), policy: policy).verify(token) }
        #expect(error?.code == .tooLarge)
    }

    @Test func `errors do not contain the token`() throws {
        let tokens = [
            try signed(header: #"{"alg":"s3cret"}"#),
            try signed(header: #"{"alg":"HS256","kid":"s3cret","crit":["s3cret"]}"#),
            try signed(header: #"{"s3cret"}"#), try signed(header: #"{"alg":"HS256"}"#, payload: "s3cret"), "s3cret",
            try signed(header: #"{"alg":"HS256"}"#, payload: #"{"exp":"s3cret"}"#),
            try signed(header: #"{"alg":"HS256"}"#, payload: #"{"exp":2000,"aud":"s3cret"}"#),
        ]
        for token in tokens {
            let error = try #require(#expect(throws: JWTError.self) { try verifier.verify(token) })
            var dumped = ""
            dump(error, to: &dumped)
            for text in ["\(error)", String(reflecting: error), dumped] {
                #expect(!text.contains("s3cret"))
                #expect(!text.contains(token))
            }
        }
    }
}
