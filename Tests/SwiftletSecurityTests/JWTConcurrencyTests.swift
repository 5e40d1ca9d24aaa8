import SwiftletJSON
import SwiftletSecurity
import Testing

/// Concurrent use of keys, sets, signers and verifiers.
@Suite struct JWTConcurrencyTests {
    private static let threads = 8

    @Test(arguments: [JWTAlgorithm.hs256, .hs384, .hs512])
    func `signs and verifies concurrently with one key`(algorithm: JWTAlgorithm) async throws {
        let keys = JWKSet(try JWTKey(secret: [UInt8](repeating: 7, count: 64), algorithm: algorithm, id: "k"))
        let signer = try JWTSigner(keys: keys, lifetime: .seconds(60), clock: .seconds(1000))
        let verifier = JWTVerifier(keys: keys, clock: .seconds(1000))
        let stranger = try JWTSigner(
            keys: JWKSet(try JWTKey(secret: [UInt8](repeating: 8, count: 64), algorithm: algorithm, id: "k")),
            lifetime: .seconds(60),
            clock: .seconds(1000)
        )
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for thread in 0..<Self.threads {
                group.addTask { @concurrent in
                    for number in 0..<100 {
                        let subject = "\(thread)-\(number)"
                        let claims = JWTClaims(subject: subject)
                        guard try verifier.verify(try signer.sign(claims)).subject == subject else { return false }
                        let forged = try stranger.sign(claims)
                        do throws(JWTError) {
                            _ = try verifier.verify(forged)
                            return false
                        } catch {
                            guard error.code == .signatureInvalid else { return false }
                        }
                    }
                    return true
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }
}
