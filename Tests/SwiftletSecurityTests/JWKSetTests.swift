import SwiftletJSON
import SwiftletSecurity
import Testing

@Suite struct JWKSetTests {
    private let payload = Array(#"{"sub":"1"}"#.utf8)

    private func secret(_ number: UInt8, id: String?) throws -> JWTKey {
        try JWTKey(secret: [UInt8](repeating: number, count: 32), id: id)
    }

    private func code(_ token: String, _ keys: JWKSet) -> JWTError.Code? {
        do {
            _ = try JWS.verify(token, with: keys)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `rotates keys`() throws {
        let old = try secret(1, id: "2025")
        let new = try secret(2, id: "2026")
        let before = try JWS.sign(payload, with: old)
        let during = JWKSet([new, old])
        #expect(during.signingKey?.id == "2026")
        let after = try JWS.sign(payload, with: try #require(during.signingKey))
        #expect(try JWS.verify(before, with: during).key.id == "2025")
        #expect(try JWS.verify(after, with: during).key.id == "2026")
        #expect(code(before, JWKSet(new)) == .unknownKey)
    }

    @Test func `rotates keys without ids`() throws {
        let old = try secret(1, id: nil)
        let keys = JWKSet([try secret(2, id: nil), old])
        #expect(code(try JWS.sign(payload, with: old), keys) == nil)
        #expect(code(try JWS.sign(payload, with: try secret(3, id: nil)), keys) == .signatureInvalid)
    }

    @Test func `selects keys by kid`() throws {
        let a = try secret(1, id: "a")
        let b = try secret(2, id: "b")
        let keys = JWKSet([a, b])
        // A kid alone is not enough: b's kid on a's signature.
        let forged = try JWS.sign(payload, with: try secret(1, id: "b"))
        #expect(code(forged, keys) == .signatureInvalid)
        #expect(code(try JWS.sign(payload, with: try secret(1, id: "A")), keys) == .unknownKey)
        #expect(code(try JWS.sign(payload, with: try secret(1, id: "")), keys) == .unknownKey)
        #expect(code(try JWS.sign(payload, with: try secret(1, id: "../../dev/null")), keys) == .unknownKey)
        #expect(code(try JWS.sign(payload, with: try secret(1, id: "a' OR 1=1 --")), keys) == .unknownKey)
        // Without a kid, all keys are tried.
        #expect(code(try JWS.sign(payload, with: try secret(2, id: nil)), keys) == nil)
    }

    @Test func `tries a key without id for any kid`() throws {
        let token = try JWS.sign(payload, with: try secret(1, id: "theirs"))
        #expect(code(token, JWKSet(try secret(1, id: nil))) == nil)
        #expect(code(token, JWKSet(try secret(2, id: nil))) == .signatureInvalid)
        #expect(code(token, JWKSet([try secret(1, id: nil), try secret(2, id: "theirs")])) == .signatureInvalid)
    }

    @Test func `tries both keys with the same id`() throws {
        let first = try secret(1, id: "k")
        let second = try secret(2, id: "k")
        let keys = JWKSet([first, second, try JWTKey(pem: TestKeys.p256Public, algorithm: .es256, id: "k")])
        #expect(code(try JWS.sign(payload, with: first), keys) == nil)
        #expect(code(try JWS.sign(payload, with: second), keys) == nil)
    }

    /// Two keys have the same header, and a third with another algorithm has the same id.
    @Test func `tries all candidate keys of a token`() throws {
        let named = [try secret(1, id: "k"), try secret(2, id: "k"), try secret(3, id: nil), try secret(4, id: nil)]
        let keys = JWKSet([try JWTKey(pem: TestKeys.p256Public, algorithm: .es256, id: "k")] + named)
        for key in named {
            #expect(code(try JWS.sign(payload, with: key), keys) == nil)
        }
        // A token without a kid can be signed by a key with an id, but not the reverse.
        #expect(code(try JWS.sign(payload, with: try secret(1, id: nil)), keys) == nil)
        #expect(code(try JWS.sign(payload, with: try secret(3, id: "k")), keys) == .signatureInvalid)
        #expect(code(try JWS.sign(payload, with: try secret(3, id: "other")), keys) == nil)
    }

    @Test func `an empty set rejects all tokens`() throws {
        let token = try JWS.sign(payload, with: try secret(1, id: nil))
        #expect(code(token, JWKSet([])) == .unknownKey)
        #expect(JWKSet([]).signingKey == nil)
        let error = #expect(throws: JWTError.self) { try JWTSigner(keys: JWKSet([])) }
        #expect(error?.code == .keyCannotSign)
    }

    @Test func `parses a set and ignores unusable keys`() throws {
        let p256 = RFCExample.all[2].jwk
        var encryption = p256
        encryption["use"] = "enc"
        let set: JSON = [
            "keys": [
                ["kty": "AKP", "alg": "ML-DSA-44"], encryption, "text", nil, ["kty": "oct", "k": "AQ", "alg": "HS256"],
                p256, RFCExample.hobbitonRSA,
            ],
            "more": true,
        ]
        let keys = try JWKSet(parsing: set.bytes)
        #expect(keys.keys.map(\.algorithm) == [.es256, .rs256])
        #expect(try JWKSet(parsing: set.bytes, rsaAlgorithm: .ps384).keys.map(\.algorithm) == [.es256, .ps384])
        for example in RFCExample.all where ["RFC 7515 A.3", "RFC 7520 4.1"].contains(example.name) {
            #expect(code(example.token, keys) == nil)
        }
    }

    @Test func `publishes the public keys`() throws {
        let keys = JWKSet([
            try JWTKey(secret: TestKeys.secret), try JWTKey(pem: TestKeys.p256Private, algorithm: .es256, id: "a"),
            try JWTKey(pem: TestKeys.rsaPrivate, algorithm: .ps256, id: "b"),
        ])
        let published = try JWKSet(parsing: keys.publicJSON.bytes)
        #expect(published.keys.map(\.id) == ["a", "b"])
        #expect(published.keys.map(\.algorithm) == [.es256, .ps256])
        #expect(published.signingKey == nil)
        let token = try JWS.sign(payload, with: try #require(keys.keys.last))
        #expect(code(token, published) == nil)
    }

    @Test(arguments: ["", "[]", "{}", #"{"keys":{}}"#, #"{"keys":[]}"#, #"{"keys":[7]}"#, #"{"keys":[{"kty":"oct"}]}"#])
    func `rejects a set without a usable key`(text: String) {
        let error = #expect(throws: JWTError.self) { try JWKSet(parsing: Array(text.utf8)) }
        #expect(error?.code == .invalidKey)
    }

    @Test func `rejects a set with too many keys`() {
        let set: JSON = ["keys": .array(Array(repeating: RFCExample.all[2].jwk, count: 65))]
        let error = #expect(throws: JWTError.self) { try JWKSet(parsing: set.bytes) }
        #expect(error?.code == .invalidKey)
    }
}
