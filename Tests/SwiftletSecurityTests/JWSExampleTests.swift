import SwiftletJSON
import SwiftletSecurity
import Testing

/// The examples of the RFCs, verified and signed again.
@Suite struct JWSExampleTests {
    private func key(_ example: RFCExample) throws -> JWTKey {
        try JWTKey(jwk: example.jwk, algorithm: JWTAlgorithm(name: example.algorithm))
    }

    @Test(arguments: RFCExample.all)
    func `verifies an example`(example: RFCExample) throws {
        let verified = try JWS.verify(example.token, with: JWKSet(try key(example)))
        #expect(String(decoding: verified.payload, as: UTF8.self) == example.payload)
        #expect(verified.header.algorithm == example.algorithm)
    }

    @Test(arguments: RFCExample.all)
    func `verifies an example with the public key only`(example: RFCExample) throws {
        var jwk = example.jwk
        guard jwk["kty"] != "oct" else { return }
        for name in ["d", "p", "q", "dp", "dq", "qi"] {
            jwk[name] = nil
        }
        let key = try JWTKey(jwk: jwk, algorithm: JWTAlgorithm(name: example.algorithm))
        #expect(!key.canSign)
        #expect(try JWS.verify(example.token, with: JWKSet(key)).payload == Array(example.payload.utf8))
    }

    @Test(arguments: RFCExample.all)
    func `signs an example`(example: RFCExample) throws {
        let key = try key(example)
        let token = try JWS.sign(Array(example.payload.utf8), with: key, type: nil)
        #expect(try JWS.verify(token, with: JWKSet(key)).payload == Array(example.payload.utf8))
        if example.isDeterministic {
            #expect(token == example.token)
        }
    }

    /// RFC 7515, A.5, and RFC 7519, 6.1.
    @Test func `rejects the unsecured example`() throws {
        let token = """
            eyJhbGciOiJub25lIn0\
            .eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.
            """
        for example in RFCExample.all {
            let error = #expect(throws: JWTError.self) {
                try JWS.verify(token, with: JWKSet(try key(example)))
            }
            #expect(error?.code == .algorithmMismatch)
        }
    }
}
