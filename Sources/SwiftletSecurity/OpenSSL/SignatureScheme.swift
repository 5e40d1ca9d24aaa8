/// The digest of a signature algorithm and, for RSA, the padding.
struct SignatureScheme: Sendable {
    enum Padding: Sendable {
        /// RSASSA-PKCS1-v1_5, and all keys other than RSA.
        case standard
        /// RSASSA-PSS, with a salt as long as the digest (RFC 7518, section 3.5).
        case pss
    }

    /// `nil` for a key with a fixed hash function, such as Ed25519.
    var hash: HashFunction?
    var padding: Padding = .standard
}
