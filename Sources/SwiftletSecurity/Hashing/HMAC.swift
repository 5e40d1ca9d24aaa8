import Synchronization

/// A keyed-hash message authentication code, of [RFC 2104](https://www.rfc-editor.org/rfc/rfc2104).
///
/// The key is held by OpenSSL only. One instance may be used concurrently from several threads.
///
/// ```swift
/// let webhook = try HMAC(key: secret, hash: .sha256)
/// guard try webhook.isValid(signature, for: body) else { throw HTTPError(.forbidden, "Bad signature") }
/// ```
public final class HMAC: Sendable, CustomStringConvertible {
    /// The underlying hash function.
    public let hash: HashFunction
    private let context: Mutex<MACContext>

    /// Creates an HMAC with a key.
    ///
    /// - Parameters:
    ///   - key: A key of any length. RFC 2104 recommends at least `hash.digestSize` bytes.
    ///   - hash: The underlying hash function.
    /// - Throws: `CryptoError` if OpenSSL is configured without HMAC or the hash function, or memory allocation fails.
    public init(key: [UInt8], hash: HashFunction = .sha256) throws(CryptoError) {
        self.hash = hash
        context = Mutex(try MACContext(key: key.span, hash: hash))
    }

    /// Computes the authentication code of `message`.
    ///
    /// - Returns: The code, of `hash.digestSize` bytes.
    /// - Throws: `CryptoError` if OpenSSL fails.
    public func authenticate(_ message: [UInt8]) throws(CryptoError) -> [UInt8] {
        try code(of: message.span).withSpan { Array(copying: $0) }
    }

    /// Verifies the authentication code of `message` in constant time.
    ///
    /// - Returns: `true` if the code is valid. `false` also for a truncated code.
    /// - Throws: `CryptoError` if OpenSSL fails.
    public func isValid(_ code: [UInt8], for message: [UInt8]) throws(CryptoError) -> Bool {
        try isValid(code.span, for: message.span)
    }

    /// Computes the authentication code of `message`.
    func code(of message: Span<UInt8>) throws(CryptoError) -> AuthenticationCode {
        try context.withLock { context throws(CryptoError) in try context.code(of: message) }
    }

    func isValid(_ code: Span<UInt8>, for message: Span<UInt8>) throws(CryptoError) -> Bool {
        try self.code(of: message).withSpan { ConstantTime.equal($0, code) }
    }

    /// The algorithm, without the key.
    public var description: String { "HMAC(\(hash), key: redacted)" }
}
