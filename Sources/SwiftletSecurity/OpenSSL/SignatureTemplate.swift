import Synchronization

/// An initialized signature context, which is copied for each message.
///
/// Initialization looks up algorithms by name, which takes a fifth of the time of an RSA verification.
final class SignatureTemplate: Sendable {
    private let context: Mutex<SignatureContext>

    /// - Throws: `CryptoError` if the key does not allow the scheme, or OpenSSL is configured without it.
    init(_ key: AsymmetricKey, _ scheme: SignatureScheme, for use: SignatureContext.Use) throws(CryptoError) {
        context = Mutex(try SignatureContext(key, scheme, for: use))
    }

    /// Returns a context for one message.
    ///
    /// - Throws: `CryptoError` if memory allocation fails.
    func makeContext() throws(CryptoError) -> SignatureContext {
        try context.withLock { context throws(CryptoError) in try context.copy() }
    }
}
