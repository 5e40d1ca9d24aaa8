/// A key for signing or verifying tokens, bound to one algorithm.
///
/// ```swift
/// let key = try JWTKey(secret: secret)
/// let signer = try JWTSigner(keys: JWKSet(key), issuer: "https://api.example.com", lifetime: .seconds(900))
/// let token = try signer.sign(JWTClaims(subject: "42"))
/// ```
///
/// The algorithm is never chosen by the token: a token with another `alg` is rejected before any cryptographic operation. A
/// public RSA key can therefore never be misused as an HMAC secret.
public struct JWTKey: Sendable, CustomStringConvertible {
    enum Material: Sendable {
        case secret(HMAC)
        case asymmetric(AsymmetricKey, Signatures)
    }

    /// The signature contexts of a key pair.
    struct Signatures: Sendable {
        let verifying: SignatureTemplate
        /// `nil` for a public key.
        let signing: SignatureTemplate?

        init(_ key: AsymmetricKey, _ algorithm: JWTAlgorithm) throws(CryptoError) {
            let padding: SignatureScheme.Padding = algorithm.keyKind == .rsa(pss: true) ? .pss : .standard
            let scheme = SignatureScheme(hash: algorithm.hash, padding: padding)
            verifying = try SignatureTemplate(key, scheme, for: .verifying)
            signing = key.isPrivate ? try SignatureTemplate(key, scheme, for: .signing) : nil
        }
    }

    /// The contents in a single allocation, because keys are copied for every token.
    private final class Storage: Sendable {
        let material: Material
        let algorithm: JWTAlgorithm
        let id: String?
        let encodedHeader: [UInt8]

        init(_ material: Material, _ algorithm: JWTAlgorithm, id: String?) {
            self.material = material
            self.algorithm = algorithm
            self.id = id
            encodedHeader = JWSHeader(algorithm: algorithm, keyID: id, type: "JWT").encoded
        }
    }

    private let storage: Storage

    /// The algorithm for signing and verifying.
    public var algorithm: JWTAlgorithm { storage.algorithm }
    /// The id of the key, the `kid` of its tokens.
    public var id: String? { storage.id }
    var material: Material { storage.material }
    /// The encoded header of the tokens that this key signs.
    var encodedHeader: [UInt8] { storage.encodedHeader }

    /// Whether the key can sign.
    ///
    /// `false` for a public key.
    package var canSign: Bool {
        switch material {
        case .secret: true
        case .asymmetric(let key, _): key.isPrivate
        }
    }

    private init(_ material: Material, _ algorithm: JWTAlgorithm, id: String?) {
        storage = Storage(material, algorithm, id: id)
    }

    /// Creates a key from a shared secret.
    ///
    /// - Parameters:
    ///   - secret: Random bytes, at least as many as the hash function produces: 32 for HS256, 48 for HS384, 64 for HS512
    ///     ([RFC 7518, section 3.2](https://www.rfc-editor.org/rfc/rfc7518#section-3.2)). They are held by OpenSSL only.
    ///   - algorithm: One of `hs256`, `hs384`, `hs512`.
    ///   - id: The id of the key.
    ///   - minimumLength: A different minimum length in bytes, at least 1, for an existing secret.
    /// - Throws: `JWTError` with `invalidKey` if the secret is too short or the algorithm needs another kind of key, or with
    ///   `cryptographyFailed`.
    public init(
        secret: [UInt8],
        algorithm: JWTAlgorithm = .hs256,
        id: String? = nil,
        minimumLength: Int? = nil
    ) throws(JWTError) {
        guard algorithm.keyKind == .secret, let hash = algorithm.hash else {
            throw JWTError(.invalidKey, "\(algorithm) requires a key pair, not a secret.")
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

    /// Creates a key from the UTF-8 bytes of a string as the shared secret.
    ///
    /// - Parameters:
    ///   - secret: The string. Hex and base64 are not decoded.
    ///   - algorithm: One of `hs256`, `hs384`, `hs512`.
    ///   - id: The id of the key.
    ///   - minimumLength: A different minimum length in bytes, at least 1, for an existing secret.
    /// - Throws: `JWTError`, like the overload for bytes.
    public init(
        secret: String,
        algorithm: JWTAlgorithm = .hs256,
        id: String? = nil,
        minimumLength: Int? = nil
    ) throws(JWTError) {
        try self.init(secret: Array(secret.utf8), algorithm: algorithm, id: id, minimumLength: minimumLength)
    }

    /// Creates a key from PEM text.
    ///
    /// - Parameters:
    ///   - pem: A private key (`PRIVATE KEY`, `RSA PRIVATE KEY`, `EC PRIVATE KEY`), which signs and verifies, or a public key
    ///     (`PUBLIC KEY`), which only verifies. Encrypted keys and certificates are rejected.
    ///   - algorithm: The algorithm, which must fit the kind of key. RSA keys must have 2048 to 8192 bits.
    ///   - id: The id of the key.
    /// - Throws: `JWTError` with `invalidKey` if the text or the key is not usable, or with `cryptographyFailed`.
    public init(pem: String, algorithm: JWTAlgorithm, id: String? = nil) throws(JWTError) {
        let key: AsymmetricKey
        do {
            key = try AsymmetricKey.parsing(pem: pem)
        } catch {
            let message =
                switch error {
                case .encrypted: "The PEM key is encrypted; decrypt it first."
                case .certificate: "The PEM text is a certificate; extract its public key."
                case .unreadable: "The PEM text contains no private or public key."
                }
            throw JWTError(.invalidKey, message)
        }
        try self.init(key, algorithm, id: id)
    }

    /// Creates a key, or throws `invalidKey` if it does not fit the algorithm.
    init(_ key: AsymmetricKey, _ algorithm: JWTAlgorithm, id: String?) throws(JWTError) {
        switch (algorithm.keyKind, key.family) {
        case (.rsa, .rsa), (.rsa(pss: true), .rsaPSS):
            try Self.checkRSA(key)
        case (.ec(let wanted), .ec(let curve)) where wanted == curve:
            break
        case (.ed25519, .ed25519):
            break
        default:
            throw JWTError(.invalidKey, "The kind of key does not fit \(algorithm).")
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
        // RFC 7518 requires 2048; the maximum limits the time of a verification to about a millisecond.
        guard (2048...8192).contains(key.bits) else {
            throw JWTError(.invalidKey, "An RSA key must have 2048 to 8192 bits.")
        }
        // The public exponent determines the time of a verification.
        guard let exponent = key.number("e"), exponent.count <= 8, let last = exponent.last, last & 1 == 1,
            exponent != [1]
        else {
            throw JWTError(.invalidKey, "The public exponent of an RSA key must be odd, above 1 and below 2^64.")
        }
    }

    /// Checks that the private key matches the public key: otherwise its signatures could not be verified.
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
            throw JWTError(.invalidKey, "The private key does not match the public key.")
        }
    }

    /// The algorithm and the id, without the key itself.
    public var description: String {
        "JWTKey(\(algorithm), id: \(id ?? "none"), \(canSign ? "signs and verifies" : "verifies"))"
    }
}
