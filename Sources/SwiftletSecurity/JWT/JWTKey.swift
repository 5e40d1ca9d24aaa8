/// A key for signing or verifying tokens, bound to one algorithm.
///
/// The algorithm is the key's, never the token's: a token that names another one is refused before any cryptography.
/// So a public RSA key can never be taken for an HMAC secret.
public struct JWTKey: Sendable, CustomStringConvertible {
    enum Material: Sendable {
        case secret(HMAC)
        case asymmetric(AsymmetricKey, Signatures)
    }

    /// What a key pair signs and verifies with.
    struct Signatures: Sendable {
        let verifying: SignatureTemplate
        /// Nil for a public key.
        let signing: SignatureTemplate?

        init(_ key: AsymmetricKey, _ algorithm: JWTAlgorithm) throws(CryptoError) {
            let padding: SignatureScheme.Padding = algorithm.keyKind == .rsa(pss: true) ? .pss : .standard
            let scheme = SignatureScheme(hash: algorithm.hash, padding: padding)
            verifying = try SignatureTemplate(key, scheme, for: .verifying)
            signing = key.isPrivate ? try SignatureTemplate(key, scheme, for: .signing) : nil
        }
    }

    /// What a key is made of, in one allocation: keys are handed about for every token.
    private final class Storage: Sendable {
        let material: Material
        let algorithm: JWTAlgorithm
        let id: String?
        let header: EncodedJWSHeader

        init(_ material: Material, _ algorithm: JWTAlgorithm, id: String?) {
            self.material = material
            self.algorithm = algorithm
            self.id = id
            header = EncodedJWSHeader(algorithm: algorithm, keyID: id, type: "JWT")
        }
    }

    private let storage: Storage

    /// The algorithm that the key signs and verifies with.
    public var algorithm: JWTAlgorithm { storage.algorithm }
    /// The key's name, which a token carries as `kid`.
    public var id: String? { storage.id }
    var material: Material { storage.material }
    /// The header of the tokens that this key signs, encoded.
    var header: EncodedJWSHeader { storage.header }

    /// Whether the key can sign.
    ///
    /// False for a public key.
    public var canSign: Bool {
        switch material {
        case .secret: true
        case .asymmetric(let key, _): key.isPrivate
        }
    }

    private init(_ material: Material, _ algorithm: JWTAlgorithm, id: String?) {
        storage = Storage(material, algorithm, id: id)
    }

    /// Makes a key from a shared secret.
    ///
    /// - Parameters:
    ///   - secret: Random bytes, at least as many as the hash has: 32 for HS256, 48 for HS384, 64 for HS512, as
    ///     [RFC 7518, section 3.2](https://www.rfc-editor.org/rfc/rfc7518#section-3.2) requires. They stay inside OpenSSL.
    ///   - algorithm: One of `hs256`, `hs384`, `hs512`.
    ///   - id: The key's name.
    ///   - minimumLength: Another least length, in bytes, for a secret that is given. At least 1.
    /// - Throws: `JWTError` with `invalidKey` when the secret is too short or the algorithm takes another kind of key,
    ///   or with `cryptographyFailed`.
    public init(
        secret: [UInt8],
        algorithm: JWTAlgorithm = .hs256,
        id: String? = nil,
        minimumLength: Int? = nil
    ) throws(JWTError) {
        guard algorithm.keyKind == .secret, let hash = algorithm.hash else {
            throw JWTError(.invalidKey, "\(algorithm) takes a key pair, not a secret.")
        }
        let minimum = max(1, minimumLength ?? hash.digestSize)
        guard secret.count >= minimum else {
            throw JWTError(.invalidKey, "A secret for \(algorithm) must have at least \(minimum) bytes.")
        }
        do {
            self.init(.secret(try HMAC(key: secret, hash: hash)), algorithm, id: id)
        } catch {
            throw JWTError(error)
        }
    }

    /// Makes a key from a shared secret that is the UTF-8 bytes of a text.
    ///
    /// - Parameters:
    ///   - secret: The text. A text that is hex or base64 of random bytes is taken as it stands, not decoded.
    ///   - algorithm: One of `hs256`, `hs384`, `hs512`.
    ///   - id: The key's name.
    ///   - minimumLength: Another least length, in bytes, for a secret that is given. At least 1.
    /// - Throws: `JWTError`, like the form that takes bytes.
    public init(
        secret: String,
        algorithm: JWTAlgorithm = .hs256,
        id: String? = nil,
        minimumLength: Int? = nil
    ) throws(JWTError) {
        try self.init(secret: Array(secret.utf8), algorithm: algorithm, id: id, minimumLength: minimumLength)
    }

    /// Makes a key from a PEM text.
    ///
    /// - Parameters:
    ///   - pem: A private key (`PRIVATE KEY`, `RSA PRIVATE KEY`, `EC PRIVATE KEY`), which signs and verifies, or a
    ///     public one (`PUBLIC KEY`), which verifies. A key under a password is refused, and so is a certificate.
    ///   - algorithm: The algorithm; it must take a key of this kind. An RSA key has 2048 to 8192 bits.
    ///   - id: The key's name.
    /// - Throws: `JWTError` with `invalidKey` when the text or the key is not usable, or with `cryptographyFailed`.
    public init(pem: String, algorithm: JWTAlgorithm, id: String? = nil) throws(JWTError) {
        let key: AsymmetricKey
        do {
            key = try AsymmetricKey.parsing(pem: pem)
        } catch {
            let message =
                switch error {
                case .encrypted: "The PEM key is under a password; decrypt it first."
                case .certificate: "The PEM text is a certificate; give its public key."
                case .unreadable: "The PEM text is not a private or public key."
                }
            throw JWTError(.invalidKey, message)
        }
        try self.init(key, algorithm, id: id)
    }

    /// Makes a key that fits its algorithm, or throws `invalidKey`.
    init(_ key: AsymmetricKey, _ algorithm: JWTAlgorithm, id: String?) throws(JWTError) {
        switch (algorithm.keyKind, key.family) {
        case (.rsa, .rsa), (.rsa(pss: true), .rsaPSS):
            try Self.checkRSA(key)
        case (.ec(let wanted), .ec(let curve)) where wanted == curve:
            break
        case (.ed25519, .ed25519):
            break
        default:
            throw JWTError(.invalidKey, "The key is not of the kind that \(algorithm) takes.")
        }
        do {
            self.init(.asymmetric(key, try Signatures(key, algorithm)), algorithm, id: id)
        } catch {
            throw JWTError(.invalidKey, "The key cannot be used with \(algorithm).", underlying: error)
        }
        if key.isPrivate {
            try checkPair()
        }
    }

    private static func checkRSA(_ key: AsymmetricKey) throws(JWTError) {
        // RFC 7518 asks for 2048; the upper bound keeps a verification below a millisecond or so.
        guard (2048...8192).contains(key.bits) else {
            throw JWTError(.invalidKey, "An RSA key must have 2048 to 8192 bits.")
        }
        // The public exponent sets the cost of a verification.
        guard let exponent = key.number("e"), exponent.count <= 8, let last = exponent.last, last & 1 == 1,
            exponent != [1]
        else {
            throw JWTError(.invalidKey, "The public exponent of an RSA key must be odd, above 1 and below 2^64.")
        }
    }

    /// A private key whose public half belongs to another key would sign what nobody can verify.
    private func checkPair() throws(JWTError) {
        let probe: [UInt8] = Array("pair".utf8)
        var isPair = false
        do {
            let signature = try withSignature(of: probe.span) { Array(copying: $0) }
            isPair = try verify(signature.span, of: probe.span)
        } catch {
            throw JWTError(.invalidKey, "The private key cannot sign.", underlying: error.underlying)
        }
        guard isPair else {
            throw JWTError(.invalidKey, "The private and the public half of the key do not belong together.")
        }
    }

    /// The algorithm and the name.
    ///
    /// The key itself is not shown.
    public var description: String {
        "JWTKey(\(algorithm), id: \(id ?? "none"), \(canSign ? "signs and verifies" : "verifies"))"
    }
}
