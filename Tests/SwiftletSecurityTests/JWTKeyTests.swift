import SwiftletJSON
import SwiftletSecurity
import Testing

@Suite struct JWTKeyTests {
    private func keyError(_ make: () throws -> JWTKey) -> JWTError? {
        #expect(throws: JWTError.self) { _ = try make() }
    }

    @Test(arguments: [
        (JWTAlgorithm.hs256, 32), (.hs384, 48), (.hs512, 64),
    ])
    func `requires a secret as long as the hash`(algorithm: JWTAlgorithm, length: Int) throws {
        let secret = [UInt8](repeating: 7, count: length)
        #expect(try JWTKey(secret: secret, algorithm: algorithm).canSign)
        #expect(keyError { try JWTKey(secret: Array(secret.dropLast()), algorithm: algorithm) }?.code == .invalidKey)
        #expect(try JWTKey(secret: [1], algorithm: algorithm, minimumLength: 1).canSign)
        #expect(keyError { try JWTKey(secret: [UInt8](), algorithm: algorithm, minimumLength: 0) }?.code == .invalidKey)
    }

    @Test func `rejects a secret for an asymmetric algorithm`() {
        for algorithm in JWTAlgorithm.all where !algorithm.name.hasPrefix("HS") {
            #expect(keyError { try JWTKey(secret: TestKeys.rsaPublic, algorithm: algorithm) }?.code == .invalidKey)
        }
    }

    @Test(arguments: [
        (TestKeys.rsaPrivate, JWTAlgorithm.rs256), (TestKeys.rsaPrivateTraditional, .ps256),
        (TestKeys.p256Private, .es256), (TestKeys.p256PrivateWithParameters, .es256), (TestKeys.p384Private, .es384),
        (TestKeys.p521Private, .es512), (TestKeys.ed25519Private, .edDSA),
    ])
    func `parses a private key from PEM`(pem: String, algorithm: JWTAlgorithm) throws {
        let key = try JWTKey(pem: pem, algorithm: algorithm, id: "k")
        #expect(key.canSign)
        let token = try JWS.sign(Array("payload".utf8), with: key)
        #expect(try JWS.verify(token, with: JWKSet(key)).payload == Array("payload".utf8))
        // And with the public key, as a JWK.
        let published = try JWTKey(jwk: try #require(key.publicJWK))
        #expect(!published.canSign)
        #expect(published.id == "k")
        #expect(published.algorithm == algorithm)
        #expect(try JWS.verify(token, with: JWKSet(published)).payload == Array("payload".utf8))
    }

    @Test(arguments: [
        (TestKeys.rsaPublic, JWTAlgorithm.rs256), (TestKeys.rsaPSSPublic, .ps256), (TestKeys.p256Public, .es256),
        (TestKeys.p384Public, .es384), (TestKeys.p521Public, .es512), (TestKeys.ed25519Public, .edDSA),
    ])
    func `parses a public key from PEM`(pem: String, algorithm: JWTAlgorithm) throws {
        let key = try JWTKey(pem: pem, algorithm: algorithm)
        #expect(!key.canSign)
        let error = #expect(throws: JWTError.self) { try JWS.sign([], with: key) }
        #expect(error?.code == .keyCannotSign)
    }

    @Test(arguments: [
        (TestKeys.encrypted, JWTAlgorithm.es256, "encrypted"), (TestKeys.encryptedTraditional, .es256, "encrypted"),
        (TestKeys.certificate, .es256, "certificate"), ("", .es256, "no private or public key"),
        ("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", .es256, "no private or public key"),
        ("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----", .es256, "no private or public key"),
        (TestKeys.rsaOf1024Bits, .rs256, "2048"), (TestKeys.rsaPSSPublic, .rs256, "kind"),
        (TestKeys.rsaPublic, .es256, "kind"), (TestKeys.rsaPublic, .hs256, "kind"),
        (TestKeys.p384Public, .es256, "kind"),
        (TestKeys.p256Public, .es384, "kind"), (TestKeys.p256Public, .rs256, "kind"),
        (TestKeys.secp256k1Public, .es256, "kind"), (TestKeys.x25519Private, .edDSA, "kind"),
        (TestKeys.ed25519Public, .es256, "kind"),
    ])
    func `rejects unusable PEM`(pem: String, algorithm: JWTAlgorithm, reason: String) {
        let error = keyError { try JWTKey(pem: pem, algorithm: algorithm) }
        #expect(error?.code == .invalidKey)
        #expect(error?.message.contains(reason) == true)
    }

    @Test func `rejects truncated PEM`() {
        let pem = TestKeys.p256Private
        for length in stride(from: 0, to: pem.utf8.count - 1, by: 7) {
            let cut = String(decoding: pem.utf8.prefix(length), as: UTF8.self)
            #expect(keyError { try JWTKey(pem: cut, algorithm: .es256) }?.code == .invalidKey)
        }
    }

    private static let p256: JSON = RFCExample.all[2].jwk
    private static let ed25519: JSON = RFCExample.all[4].jwk
    private static let rsa: JSON = RFCExample.hobbitonRSA
    private static let oct: JSON = RFCExample.all[0].jwk

    private static func changed(_ jwk: JSON, _ name: String, _ value: JSON?) -> JSON {
        var jwk = jwk
        jwk[name] = value
        return jwk
    }

    /// JWKs with what makes them unusable.
    static let unusable: [(String, JSON)] = [
        ("not an object", []), ("empty", [:]), ("no type", changed(p256, "kty", nil)),
        ("another type", changed(p256, "kty", "AKP")), ("type is a number", changed(p256, "kty", 1)),
        ("for encryption", changed(p256, "use", "enc")), ("use is a number", changed(p256, "use", 1)),
        ("for wrapping keys", changed(p256, "key_ops", ["wrapKey"])),
        ("operations are a text", changed(p256, "key_ops", "sign")),
        ("name is a number", changed(p256, "kid", 7)), ("unknown algorithm", changed(p256, "alg", "ECDH-ES")),
        ("algorithm none", changed(p256, "alg", "none")), ("algorithm of another kind", changed(p256, "alg", "RS256")),
        ("algorithm for a secret", changed(rsa, "alg", "HS256")), ("unknown curve", changed(p256, "crv", "secp256k1")),
        ("another curve", changed(p256, "crv", "P-384")), ("no x", changed(p256, "x", nil)),
        ("x too short", changed(p256, "x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVA")),
        ("x not on the curve", changed(p256, "x", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")),
        ("x padded", changed(p256, "x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU=")),
        (
            "point at infinity",
            changed(
                changed(p256, "x", .string(String(repeating: "A", count: 43))),
                "y",
                .string(String(repeating: "A", count: 43))
            )
        ),
        ("d of another key", changed(p256, "d", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")),
        ("d is zero", changed(p256, "d", .string(String(repeating: "A", count: 43)))),
        ("Ed25519 d of another key", changed(ed25519, "d", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")),
        ("Ed25519 without x", changed(ed25519, "x", nil)),
        ("Ed25519 x too long", changed(ed25519, "x", .string(String(repeating: "A", count: 44)))),
        ("Ed448", changed(ed25519, "crv", "Ed448")), ("X25519", changed(ed25519, "crv", "X25519")),
        ("RSA without n", changed(rsa, "n", nil)), ("RSA with n of 32 bits", changed(rsa, "n", "-----w")),
        ("RSA with e of 1", changed(changed(rsa, "d", nil), "e", "AQ")),
        ("RSA with even e", changed(changed(rsa, "d", nil), "e", "AQAA")),
        ("RSA with huge e", changed(changed(rsa, "d", nil), "e", .string(String(repeating: "_", count: 16)))),
        ("RSA with e of 0", changed(changed(rsa, "d", nil), "e", "AA")),
        ("RSA with another d", changed(rsa, "d", "AQAB")), ("RSA with part of the factors", changed(rsa, "p", "AQAB")),
        ("RSA of three primes", changed(rsa, "oth", [])),
        ("secret too short", changed(oct, "k", "AQAB")), ("secret empty", changed(oct, "k", "")),
        ("secret missing", changed(oct, "k", nil)),
    ]

    @Test(arguments: unusable.indices)
    func `rejects an unusable JWK`(index: Int) {
        let (name, jwk) = Self.unusable[index]
        let algorithm: JWTAlgorithm? =
            switch jwk["kty"]?.string {
            case "RSA" where jwk["alg"] == nil: .rs256
            case "oct": .hs256
            default: nil
            }
        #expect(keyError { try JWTKey(jwk: jwk, algorithm: algorithm) }?.code == .invalidKey, "\(name)")
    }

    @Test func `derives the algorithm of a JWK from its curve`() throws {
        #expect(try JWTKey(jwk: Self.p256).algorithm == .es256)
        #expect(try JWTKey(jwk: Self.ed25519).algorithm == .edDSA)
        #expect(try JWTKey(jwk: Self.changed(Self.ed25519, "alg", "Ed25519")).algorithm == .edDSA)
        #expect(keyError { try JWTKey(jwk: Self.rsa) }?.message.contains("no algorithm") == true)
        #expect(keyError { try JWTKey(jwk: Self.oct) }?.message.contains("no algorithm") == true)
        #expect(keyError { try JWTKey(jwk: Self.p256, algorithm: .es384) }?.code == .invalidKey)
    }

    @Test func `never publishes a secret`() throws {
        let secret = try JWTKey(secret: TestKeys.secret)
        #expect(secret.publicJWK == nil)
        for example in RFCExample.all {
            let key = try JWTKey(jwk: example.jwk, algorithm: JWTAlgorithm(name: example.algorithm))
            for name in ["d", "p", "q", "dp", "dq", "qi", "k"] {
                #expect(key.publicJWK?[name] == nil)
            }
        }
    }

    @Test func `does not reveal keys in descriptions`() throws {
        let key = try JWTKey(secret: TestKeys.secret, id: "2026")
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped] {
            #expect(!text.contains(TestKeys.secret))
        }
        #expect("\(key)" == "JWTKey(HS256, id: 2026, signs and verifies)")
    }
}
