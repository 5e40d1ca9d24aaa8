import COpenSSL
import Glibc

/// Cryptographically secure random bytes for keys, salts and tokens.
///
/// ```swift
/// let token = try SecureRandom.token(byteCount: 32)
/// ```
///
/// The bytes come from the kernel, by [getentropy(3)](https://man7.org/linux/man-pages/man3/getentropy.3.html).
/// The process keeps no generator state that a `fork` or a snapshot of the virtual machine could duplicate.
public enum SecureRandom {
    /// The maximum number of bytes per `getentropy` call.
    private static let chunk = 256

    /// Returns `count` random bytes.
    ///
    /// - Parameter count: The number of bytes, at least 0.
    /// - Returns: Exactly `count` bytes.
    /// - Throws: `CryptoError` with `invalidArgument` if `count` is negative, or with `randomUnavailable` if the kernel returns
    ///   no random bytes. There is no fallback to a weaker source.
    public static func bytes(_ count: Int) throws(CryptoError) -> [UInt8] {
        guard count >= 0 else {
            throw CryptoError(.invalidArgument, "The number of random bytes must not be negative.")
        }
        var bytes = [UInt8](repeating: 0, count: count)
        let isFilled = unsafe bytes.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return true }
            for offset in stride(from: 0, to: count, by: chunk) {
                guard unsafe getentropy(start + offset, min(chunk, count - offset)) == 0 else { return false }
            }
            return true
        }
        guard isFilled else { throw CryptoError(.randomUnavailable, "No random bytes are available from the kernel.") }
        return bytes
    }

    /// Returns a random token for a session id, an API key, a refresh token or a one-time link.
    ///
    /// Store only a digest of such a token, by ``HashFunction``: a token of 256 random bits needs no slow hash.
    ///
    /// - Parameter byteCount: The number of random bytes to encode. 32 by default: 256 bits, 43 characters.
    /// - Returns: The bytes in base64url without padding, which is safe in URLs, headers and file names.
    /// - Throws: `CryptoError`, like `bytes(_:)`.
    public static func token(byteCount: Int = 32) throws(CryptoError) -> String {
        Base64URL.encode(try bytes(byteCount))
    }

    /// Reseeds OpenSSL's random number generator from the kernel.
    ///
    /// OpenSSL keeps its generator in process memory, for TLS keys and for ECDSA and PSS signatures. Processes restored from
    /// the same snapshot share its state until it is reseeded. The runtime does this after a restore (`/restore/next`); call
    /// it yourself if the process is copied in another way.
    ///
    /// See [RAND_poll(3)](https://docs.openssl.org/3.0/man3/RAND_add/).
    ///
    /// - Throws: `CryptoError` with `randomUnavailable` if the kernel returns no random bytes.
    public static func reseedOpenSSL() throws(CryptoError) {
        guard RAND_poll() == 1 else {
            throw CryptoError(
                .randomUnavailable,
                "OpenSSL's random number generator could not be seeded.",
                reasons: OpenSSLErrorQueue.drain()
            )
        }
    }
}
