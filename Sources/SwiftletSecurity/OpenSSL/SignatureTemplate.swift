import Synchronization

/// A signature context that is made ready once, and copied for each message.
///
/// OpenSSL looks up algorithms by their names to make one ready, which takes a fifth of the time of an RSA verification.
final class SignatureTemplate: Sendable {
    private let context: Mutex<SignatureContext>

    /// - Throws: `CryptoError` where the key does not allow the scheme, or OpenSSL is configured without it.
    init(_ key: AsymmetricKey, _ scheme: SignatureScheme, for use: SignatureContext.Use) throws(CryptoError) {
        context = Mutex(try SignatureContext(key, scheme, for: use))
    }

    /// A context for one message.
    ///
    /// - Throws: `CryptoError` when memory is short.
    func makeContext() throws(CryptoError) -> SignatureContext {
        try context.withLock { context throws(CryptoError) in try context.copy() }
    }
}
