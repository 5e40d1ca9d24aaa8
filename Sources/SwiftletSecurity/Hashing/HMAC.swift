import Synchronization

/// A keyed message authentication code, of [RFC 2104](https://www.rfc-editor.org/rfc/rfc2104).
///
/// The key is given once and stays inside OpenSSL. One value may be used from several threads at once.
///
/// ```swift
/// let webhook = try HMAC(key: secret, hash: .sha256)
/// guard try webhook.isValid(signature, for: body) else { throw HTTPError(.forbidden, "Bad signature") }
/// ```
public final class HMAC: Sendable, CustomStringConvertible {
    /// The hash function underneath.
    public let hash: HashFunction
    private let context: Mutex<MACContext>

    /// Makes a code with this key.
    ///
    /// - Parameters:
    ///   - key: Of any length. RFC 2104 advises at least `hash.digestSize` bytes.
    ///   - hash: The hash function underneath.
    /// - Throws: `CryptoError` where OpenSSL is configured without HMAC or the hash, or memory is short.
    public init(key: [UInt8], hash: HashFunction = .sha256) throws(CryptoError) {
        self.hash = hash
        context = Mutex(try MACContext(key: key.span, hash: hash))
    }

    /// Computes the authentication code of `message`.
    ///
    /// - Returns: `hash.digestSize` bytes.
    /// - Throws: `CryptoError` when OpenSSL fails.
    public func authenticate(_ message: [UInt8]) throws(CryptoError) -> [UInt8] {
        try code(of: message.span).withSpan { Array(copying: $0) }
    }

    /// Whether `code` is the authentication code of `message`, compared in constant time.
    ///
    /// - Returns: False also for a code of another length: truncated codes are not accepted.
    /// - Throws: `CryptoError` when OpenSSL fails.
    public func isValid(_ code: [UInt8], for message: [UInt8]) throws(CryptoError) -> Bool {
        try isValid(code.span, for: message.span)
    }

    /// The authentication code of `message`.
    func code(of message: Span<UInt8>) throws(CryptoError) -> AuthenticationCode {
        try context.withLock { context throws(CryptoError) in try context.code(of: message) }
    }

    func isValid(_ code: Span<UInt8>, for message: Span<UInt8>) throws(CryptoError) -> Bool {
        try self.code(of: message).withSpan { ConstantTime.equal($0, code) }
    }

    /// The algorithm.
    ///
    /// The key is not shown.
    public var description: String { "HMAC(\(hash), key: redacted)" }
}
