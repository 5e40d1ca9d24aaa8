/// A hash function of the SHA-2 family, of [FIPS 180-4](https://csrc.nist.gov/pubs/fips/180-4/upd1/final).
///
/// For content, not for passwords: hash those with ``PasswordHasher``.
public struct HashFunction: Hashable, Sendable, CustomStringConvertible {
    private enum Kind: String, Sendable {
        case sha256 = "SHA256"
        case sha384 = "SHA384"
        case sha512 = "SHA512"
    }

    private let kind: Kind

    /// SHA-256: 32 bytes.
    public static let sha256 = HashFunction(kind: .sha256)
    /// SHA-384: 48 bytes.
    public static let sha384 = HashFunction(kind: .sha384)
    /// SHA-512: 64 bytes.
    public static let sha512 = HashFunction(kind: .sha512)

    private static let fetched256 = MessageDigest("SHA256")
    private static let fetched384 = MessageDigest("SHA384")
    private static let fetched512 = MessageDigest("SHA512")

    /// The size of a digest, in bytes.
    package var digestSize: Int {
        switch kind {
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// The algorithm name in OpenSSL, such as `SHA256`.
    public var description: String { kind.rawValue }

    /// Hashes `bytes`.
    ///
    /// - Returns: The digest, of `digestSize` bytes.
    /// - Throws: `CryptoError` if OpenSSL is configured without the algorithm, or memory allocation fails.
    public func digest(of bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
        try messageDigest().digest(of: bytes.span)
    }

    /// Hashes the UTF-8 bytes of `text`.
    ///
    /// - Returns: The digest, of `digestSize` bytes.
    /// - Throws: `CryptoError`, like the overload for bytes.
    public func digest(of text: String) throws(CryptoError) -> [UInt8] {
        try digest(of: Array(text.utf8))
    }

    /// The algorithm, fetched from OpenSSL once per process.
    func messageDigest() throws(CryptoError) -> MessageDigest {
        let fetched =
            switch kind {
            case .sha256: Self.fetched256
            case .sha384: Self.fetched384
            case .sha512: Self.fetched512
            }
        guard let fetched else {
            throw CryptoError(.operationFailed, "OpenSSL is configured without \(kind.rawValue).")
        }
        return fetched
    }
}
