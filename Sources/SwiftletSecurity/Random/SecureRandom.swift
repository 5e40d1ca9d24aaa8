import COpenSSL

/// Randomness that is fit for keys, salts and tokens.
///
/// The bytes come from OpenSSL's generator, which the operating system seeds and which notices a `fork`.
/// See [RAND_bytes(3)](https://docs.openssl.org/3.0/man3/RAND_bytes/).
public enum SecureRandom {
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
        var filled = 0
        // RAND_bytes counts in Int32.
        while filled < count {
            let length = min(count - filled, 1 << 30)
            let status = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
                unsafe RAND_bytes(buffer.baseAddress.map { unsafe $0 + filled }, Int32(length))
            }
            guard status == 1 else {
                throw CryptoError(
                    .randomUnavailable,
                    "The system gave no randomness.",
                    reasons: OpenSSLErrorQueue.drain()
                )
            }
            filled += length
        }
        return bytes
    }

    /// Gives a random text for a session id, a key or a one-time link.
    ///
    /// - Parameter byteCount: How many random bytes it stands for. 32 by default: 256 bits, 43 characters.
    /// - Returns: The bytes in base64url without padding, so the text is safe in a URL, a header and a file name.
    /// - Throws: `CryptoError`, like `bytes(_:)`.
    public static func token(byteCount: Int = 32) throws(CryptoError) -> String {
        Base64URL.encode(try bytes(byteCount))
    }
}
