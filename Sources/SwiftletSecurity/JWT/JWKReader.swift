import SwiftletJSON

/// Reads one JSON Web Key, of [RFC 7517](https://www.rfc-editor.org/rfc/rfc7517) and
/// [RFC 7518, section 6](https://www.rfc-editor.org/rfc/rfc7518#section-6).
struct JWKReader {
    private let jwk: JSON
    private let publicOnly: Bool

    /// Creates a reader, which with `publicOnly` reads private keys as public keys and rejects secrets.
    init(_ jwk: JSON, publicOnly: Bool) {
        self.jwk = jwk
        self.publicOnly = publicOnly
    }

    var isRSAWithoutAlgorithm: Bool { jwk["kty"]?.string == "RSA" && jwk["alg"] == nil }

    /// Reads the key.
    ///
    /// - Parameter wanted: The algorithm, which must match the `alg` of the key if it has one.
    /// - Returns: The key.
    /// - Throws: `JWTError` with `invalidKey` or `cryptographyFailed`.
    func key(algorithm wanted: JWTAlgorithm?) throws(JWTError) -> JWTKey {
        try checkUse()
        let id = try optionalText("kid")
        switch try text("kty") {
        case "oct":
            guard !publicOnly else { throw JWTError(.invalidKey, "The key set must not contain a secret key.") }
            return try JWTKey(secret: try bytes("k"), algorithm: try algorithm(wanted, implied: nil), id: id)
        case "RSA":
            return try JWTKey(try built(rsa), try algorithm(wanted, implied: nil), id: id)
        case "EC":
            guard let curve = EllipticCurve(rawValue: try text("crv")) else { throw unsupported }
            let key = try built { () throws(JWTError) in try ec(curve) }
            return try JWTKey(key, try algorithm(wanted, implied: curve.algorithm), id: id)
        case "OKP":
            guard try text("crv") == "Ed25519" else { throw unsupported }
            return try JWTKey(try built(ed25519), try algorithm(wanted, implied: .edDSA), id: id)
        default:
            throw unsupported
        }
    }

    private var unsupported: JWTError {
        JWTError(.invalidKey, "The type or algorithm of the JWK is not supported.")
    }

    private func checkUse() throws(JWTError) {
        if let use = jwk["use"], use.string != "sig" {
            throw JWTError(.invalidKey, "The JWK is not intended for signatures.")
        }
        if let operations = jwk["key_ops"] {
            let names = operations.array?.compactMap(\.string) ?? []
            guard names.contains("sign") || names.contains("verify") else {
                throw JWTError(.invalidKey, "The JWK is not intended for signatures.")
            }
        }
    }

    private func algorithm(_ wanted: JWTAlgorithm?, implied: JWTAlgorithm?) throws(JWTError) -> JWTAlgorithm {
        var named: JWTAlgorithm?
        if let name = try optionalText("alg") {
            // RFC 9864 names EdDSA on this curve Ed25519.
            guard let known = JWTAlgorithm(name: name == "Ed25519" ? "EdDSA" : name) else { throw unsupported }
            named = known
        }
        guard let algorithm = named ?? wanted ?? implied else {
            throw JWTError(.invalidKey, "The JWK has no algorithm, and none was specified.")
        }
        guard wanted == nil || wanted == algorithm else {
            throw JWTError(.invalidKey, "The algorithm of the JWK is not the specified one.")
        }
        return algorithm
    }

    private func rsa() throws(JWTError) -> Result<AsymmetricKey, CryptoError> {
        var components = RSAComponents(modulus: try bytes("n"), exponent: try bytes("e"))
        if hasSecret {
            guard jwk["oth"] == nil else {
                throw JWTError(.invalidKey, "Multi-prime RSA keys are not supported.")
            }
            var secret = RSAComponents.Private(exponent: try bytes("d"))
            // All of them or none (RFC 7518, section 6.3.2).
            if jwk["p"] != nil {
                secret.factors = RSAComponents.Factors(
                    p: try bytes("p"),
                    q: try bytes("q"),
                    dp: try bytes("dp"),
                    dq: try bytes("dq"),
                    qi: try bytes("qi")
                )
            }
            components.secret = secret
        }
        return Result { () throws(CryptoError) in try .rsa(components) }
    }

    private func ec(_ curve: EllipticCurve) throws(JWTError) -> Result<AsymmetricKey, CryptoError> {
        let x = try bytes("x", count: curve.fieldSize)
        let y = try bytes("y", count: curve.fieldSize)
        let secret = hasSecret ? try bytes("d", count: curve.fieldSize) : nil
        return Result { () throws(CryptoError) in try .ec(curve, x: x, y: y, secret: secret) }
    }

    private func ed25519() throws(JWTError) -> Result<AsymmetricKey, CryptoError> {
        let x = try bytes("x", count: 32)
        let secret = hasSecret ? try bytes("d", count: 32) : nil
        let key = Result { () throws(CryptoError) in try AsymmetricKey.ed25519(publicKey: x, secret: secret) }
        // OpenSSL builds the key from the private half alone, so the public half is compared here.
        if case .success(let key) = key, key.rawPublicKey() != x {
            throw JWTError(.invalidKey, "The private key does not match the public key.")
        }
        return key
    }

    private func built(
        _ build: () throws(JWTError) -> Result<AsymmetricKey, CryptoError>
    ) throws(JWTError) -> AsymmetricKey {
        switch try build() {
        case .success(let key): return key
        case .failure(let error):
            throw JWTError(.invalidKey, "The JWK is not a valid key.", underlying: error)
        }
    }

    private var hasSecret: Bool { !publicOnly && jwk["d"] != nil }

    private func text(_ name: String) throws(JWTError) -> String {
        guard let text = jwk[name]?.string else { throw JWTError(.invalidKey, "The JWK has no string member \(name).") }
        return text
    }

    private func optionalText(_ name: String) throws(JWTError) -> String? {
        jwk[name] == nil ? nil : try text(name)
    }

    private func bytes(_ name: String, count: Int? = nil) throws(JWTError) -> [UInt8] {
        guard let bytes = Base64URL.decode(try text(name)), !bytes.isEmpty, bytes.count == count ?? bytes.count else {
            throw JWTError(.invalidKey, "The JWK has no base64url value of the right length in \(name).")
        }
        return bytes
    }
}

extension EllipticCurve {
    /// The JWT algorithm for the curve.
    fileprivate var algorithm: JWTAlgorithm {
        switch self {
        case .p256: .es256
        case .p384: .es384
        case .p521: .es512
        }
    }
}
