import SwiftletSecurity

/// A SHA-256 digest, which identifies content in an image.
///
/// See https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md#digests.
struct Digest: Sendable, Hashable, CustomStringConvertible {
    /// The digest in lower-case hexadecimal digits.
    let hexadecimal: String

    /// Hashes bytes.
    ///
    /// - Throws: `CryptoError` if OpenSSL is configured without SHA-256.
    init(of bytes: [UInt8]) throws(CryptoError) {
        hexadecimal = try HashFunction.sha256.digest(of: bytes)
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The digest with its algorithm, as in `sha256:6c3c…`.
    var description: String { "sha256:\(hexadecimal)" }
}
