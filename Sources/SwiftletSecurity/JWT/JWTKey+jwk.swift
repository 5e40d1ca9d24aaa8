public import SwiftletJSON

extension JWTKey {
    /// Creates a key from a JSON Web Key, of [RFC 7517](https://www.rfc-editor.org/rfc/rfc7517).
    ///
    /// - Parameters:
    ///   - jwk: The key: `kty` is `oct`, `RSA`, `EC` (P-256, P-384, P-521) or `OKP` (Ed25519). A private key signs and
    ///     verifies, a public key only verifies. `kid` becomes the id of the key.
    ///   - algorithm: The algorithm, required if an `oct` or `RSA` key has no `alg`. It must match the key's `alg` if there is
    ///     one.
    /// - Throws: `JWTError` with `invalidKey` if the key is not usable, or with `cryptographyFailed`.
    public init(jwk: JSON, algorithm: JWTAlgorithm? = nil) throws(JWTError) {
        self = try JWKReader(jwk, publicOnly: false).key(algorithm: algorithm)
    }

    /// The public key as a JSON Web Key, for other verifiers.
    ///
    /// `nil` for a secret.
    public var publicJWK: JSON? {
        guard case .asymmetric(let key, _) = material else { return nil }
        var members: JSONObject
        switch algorithm.keyKind {
        case .secret:
            return nil
        case .rsa:
            guard let n = key.number("n"), let e = key.number("e") else { return nil }
            members = ["kty": "RSA", "n": .string(Base64URL.encode(n)), "e": .string(Base64URL.encode(e))]
        case .ec(let curve):
            guard let x = key.number("qx"), let y = key.number("qy") else { return nil }
            members = [
                "kty": "EC", "crv": .string(curve.rawValue),
                "x": .string(Base64URL.encode(padded(x, to: curve.fieldSize))),
                "y": .string(Base64URL.encode(padded(y, to: curve.fieldSize))),
            ]
        case .ed25519:
            guard let x = key.rawPublicKey() else { return nil }
            members = ["kty": "OKP", "crv": "Ed25519", "x": .string(Base64URL.encode(x))]
        }
        members["use"] = "sig"
        members["alg"] = .string(algorithm.name)
        members["kid"] = id.map(JSON.string)
        return .object(members)
    }

    /// Pads a coordinate to its full size, as RFC 7518 requires.
    private func padded(_ number: [UInt8], to size: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: max(0, size - number.count)) + number
    }
}
