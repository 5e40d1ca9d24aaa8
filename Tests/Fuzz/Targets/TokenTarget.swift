import FoundationEssentials
import Swiftlet
import SwiftletJSON

@testable import SwiftletSecurity

extension FuzzTarget {
    /// Tokens and key sets: unsigned tokens are rejected, and signed ones with any contents do not trap.
    static let token = FuzzTarget(name: "token") { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        if let claims = try? TokenWorld.verifier.verify(text) {
            check(claims.subject == TokenWorld.subject, "an unsigned token is accepted")
        }
        _ = try? JWKSet(parsing: bytes)

        // The same bytes as header and payload with a valid signature.
        let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return }
        let signed = Base64URL.encode(Array(parts[0])) + "." + Base64URL.encode(Array(parts[1]))
        guard let code = try? TokenWorld.code.authenticate(Array(signed.utf8)) else { return }
        _ = try? TokenWorld.verifier.verify(signed + "." + Base64URL.encode(code))
    }
}

private enum TokenWorld {
    static let secret = Array("a key for fuzzing, which opens nothing".utf8)
    static let subject = "fuzz"
    static let code: HMAC = made { try HMAC(key: secret, hash: .sha256) }
    static let verifier: JWTVerifier = made {
        JWTVerifier(
            keys: JWKSet(try JWTKey(secret: secret)),
            policy: JWTPolicy(requiresExpiration: false),
            clock: .fixed(Date(timeIntervalSince1970: 1000))
        )
    }

    private static func made<Value>(_ make: () throws -> Value) -> Value {
        do {
            return try make()
        } catch {
            preconditionFailure("\(error)")
        }
    }
}
