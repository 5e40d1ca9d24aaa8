import COpenSSL

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Randomness that is fit for keys, salts and tokens.
///
/// The bytes come from the kernel's generator, as of [getentropy(3)](https://man7.org/linux/man-pages/man3/getentropy.3.html).
/// The process keeps no state of its own that a `fork` or a snapshot of the virtual machine could duplicate.
public enum SecureRandom {
    /// The most bytes that `getentropy` returns at a time.
    private static let chunk = 256

    /// Gives `count` random bytes.
    ///
    /// - Parameter count: How many, 0 or more.
    /// - Returns: Exactly `count` bytes.
    /// - Throws: `CryptoError` with `invalidArgument` when `count` is negative, and with `randomUnavailable` when the
    ///   system gives no randomness. The bytes are never weak.
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
        guard isFilled else { throw CryptoError(.randomUnavailable, "The system provided no randomness.") }
        return bytes
    }

    /// Gives a random text for a session id, a key, a refresh token or a one-time link.
    ///
    /// To store such a token, store its digest: ``HashFunction``. A token of 256 random bits needs no
    /// slow hash.
    ///
    /// - Parameter byteCount: How many random bytes it encodes. 32 by default: 256 bits, 43 characters.
    /// - Returns: The bytes in base64url without padding, so the text is safe in a URL, a header and a file name.
    /// - Throws: `CryptoError`, like `bytes(_:)`.
    public static func token(byteCount: Int = 32) throws(CryptoError) -> String {
        Base64URL.encode(try bytes(byteCount))
    }

    /// Seeds OpenSSL's generator again from the kernel.
    ///
    /// OpenSSL keeps a generator in the memory of the process, for TLS keys and for signatures with ECDSA and PSS. Processes
    /// that are restored from one snapshot have the same state until they are seeded again. The runtime does this after a
    /// restore that the platform announces (`/restore/next`); call it yourself where something else copies the process.
    ///
    /// See [RAND_poll(3)](https://docs.openssl.org/3.0/man3/RAND_add/).
    ///
    /// - Throws: `CryptoError` with `randomUnavailable` when the system gives no randomness.
    public static func reseedOpenSSL() throws(CryptoError) {
        guard RAND_poll() == 1 else {
            throw CryptoError(
                .randomUnavailable,
                "OpenSSL's generator could not be seeded.",
                reasons: OpenSSLErrorQueue.drain()
            )
        }
    }
}
