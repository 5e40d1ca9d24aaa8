import SwiftletJSON

/// A JOSE signature algorithm, of [RFC 7518, section 3](https://www.rfc-editor.org/rfc/rfc7518#section-3) and
/// [RFC 8037](https://www.rfc-editor.org/rfc/rfc8037).
///
/// `none` is not supported.
public struct JWTAlgorithm: Hashable, Sendable, CustomStringConvertible {
    /// The kind of key for the algorithm.
    enum KeyKind: Hashable, Sendable {
        case secret
        case rsa(pss: Bool)
        case ec(EllipticCurve)
        case ed25519
    }

    /// The value of `alg`, such as `HS256`.
    public let name: String
    let keyKind: KeyKind
    /// `nil` for Ed25519, which has a fixed hash function.
    let hash: HashFunction?

    private init(_ name: String, _ keyKind: KeyKind, hash: HashFunction?) {
        self.name = name
        self.keyKind = keyKind
        self.hash = hash
    }

    /// HMAC with SHA-256.
    public static let hs256 = JWTAlgorithm("HS256", .secret, hash: .sha256)
    /// HMAC with SHA-384.
    public static let hs384 = JWTAlgorithm("HS384", .secret, hash: .sha384)
    /// HMAC with SHA-512.
    public static let hs512 = JWTAlgorithm("HS512", .secret, hash: .sha512)
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    public static let rs256 = JWTAlgorithm("RS256", .rsa(pss: false), hash: .sha256)
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    public static let rs384 = JWTAlgorithm("RS384", .rsa(pss: false), hash: .sha384)
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    public static let rs512 = JWTAlgorithm("RS512", .rsa(pss: false), hash: .sha512)
    /// RSASSA-PSS with SHA-256.
    public static let ps256 = JWTAlgorithm("PS256", .rsa(pss: true), hash: .sha256)
    /// RSASSA-PSS with SHA-384.
    public static let ps384 = JWTAlgorithm("PS384", .rsa(pss: true), hash: .sha384)
    /// RSASSA-PSS with SHA-512.
    public static let ps512 = JWTAlgorithm("PS512", .rsa(pss: true), hash: .sha512)
    /// ECDSA on P-256 with SHA-256.
    public static let es256 = JWTAlgorithm("ES256", .ec(.p256), hash: .sha256)
    /// ECDSA on P-384 with SHA-384.
    public static let es384 = JWTAlgorithm("ES384", .ec(.p384), hash: .sha384)
    /// ECDSA on P-521 with SHA-512.
    public static let es512 = JWTAlgorithm("ES512", .ec(.p521), hash: .sha512)
    /// EdDSA on Ed25519.
    public static let edDSA = JWTAlgorithm("EdDSA", .ed25519, hash: nil)

    /// All supported algorithms.
    public static let all: [JWTAlgorithm] = [
        hs256, hs384, hs512, rs256, rs384, rs512, ps256, ps384, ps512, es256, es384, es512, edDSA,
    ]

    /// Creates an algorithm from the value of `alg`, which is case-sensitive.
    ///
    /// - Returns: `nil` for `none` and any other name that is not in `all`.
    public init?(name: String) {
        guard let known = Self.all.first(where: { $0.name.utf8Equals(name) }) else { return nil }
        self = known
    }

    /// The name.
    public var description: String { name }
}
