import COpenSSL

/// Owns an `EVP_MD_CTX` that is initialized for signing or verifying one message.
@safe
struct SignatureContext: ~Copyable, @unchecked Sendable {
    enum Use: Sendable {
        case signing
        case verifying
    }

    // Unchecked: the value is noncopyable, so only one thread at a time uses the handle. It retains the key.
    private let handle: OpaquePointer

    private init(owning handle: OpaquePointer) {
        unsafe self.handle = handle
    }

    /// Creates an initialized context.
    ///
    /// - Throws: `CryptoError` if the key does not allow the scheme, or OpenSSL is configured without it.
    init(_ key: AsymmetricKey, _ scheme: SignatureScheme, for use: Use) throws(CryptoError) {
        let handle = try unsafe Self.makeHandle()
        let isReady =
            switch use {
            case .signing: unsafe Self.start(handle, key: key, scheme: scheme, with: EVP_DigestSignInit_ex)
            case .verifying: unsafe Self.start(handle, key: key, scheme: scheme, with: EVP_DigestVerifyInit_ex)
            }
        guard isReady else {
            unsafe EVP_MD_CTX_free(handle)
            throw CryptoError.afterFailure(of: "use a key for its algorithm")
        }
        unsafe self.init(owning: handle)
    }

    deinit {
        unsafe EVP_MD_CTX_free(handle)
    }

    /// Returns a copy in the same state.
    borrowing func copy() throws(CryptoError) -> SignatureContext {
        let other = try unsafe Self.makeHandle()
        guard unsafe EVP_MD_CTX_copy_ex(other, handle) == 1 else {
            unsafe EVP_MD_CTX_free(other)
            throw CryptoError.afterFailure(of: "copy a signature context")
        }
        return unsafe SignatureContext(owning: other)
    }

    private static func makeHandle() throws(CryptoError) -> OpaquePointer {
        guard let handle = unsafe EVP_MD_CTX_new() else {
            throw CryptoError.afterFailure(of: "create a signature context")
        }
        return unsafe handle
    }

    /// Signs `message` with the private key.
    consuming func sign(_ message: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        let handle = unsafe handle
        return try unsafe message.withUnsafeBufferPointer { message throws(CryptoError) in
            var length = 0
            guard unsafe EVP_DigestSign(handle, nil, &length, message.baseAddress, message.count) == 1 else {
                throw CryptoError.afterFailure(of: "size a signature")
            }
            var signature = [UInt8](repeating: 0, count: length)
            let status = unsafe signature.withUnsafeMutableBufferPointer { signature in
                unsafe EVP_DigestSign(handle, signature.baseAddress, &length, message.baseAddress, message.count)
            }
            guard status == 1 else { throw CryptoError.afterFailure(of: "sign") }
            // The first call returned an upper bound.
            signature.removeLast(signature.count - length)
            return signature
        }
    }

    /// Whether `signature` is a valid signature of `message` by the key.
    ///
    /// Malformed signatures are invalid, not errors.
    consuming func verify(_ signature: Span<UInt8>, of message: Span<UInt8>) -> Bool {
        let handle = unsafe handle
        let status = unsafe message.withUnsafeBufferPointer { message in
            unsafe signature.withUnsafeBufferPointer { signature in
                unsafe EVP_DigestVerify(
                    handle,
                    signature.baseAddress,
                    signature.count,
                    message.baseAddress,
                    message.count
                )
            }
        }
        // An invalid signature also adds errors to the queue.
        if status != 1 { OpenSSLErrorQueue.drain() }
        return status == 1
    }

    private typealias Start = (
        OpaquePointer?, UnsafeMutablePointer<OpaquePointer?>?, UnsafePointer<CChar>?, OpaquePointer?,
        UnsafePointer<CChar>?, OpaquePointer?, UnsafePointer<OSSL_PARAM>?
    ) -> Int32

    private static func start(
        _ handle: OpaquePointer,
        key: AsymmetricKey,
        scheme: SignatureScheme,
        with function: Start
    ) -> Bool {
        // Owned by the digest context.
        var parameters: OpaquePointer?
        let started = unsafe key.withHandle { key in
            if let hash = scheme.hash {
                unsafe function(handle, &parameters, hash.description, nil, nil, key, nil) == 1
            } else {
                unsafe function(handle, &parameters, nil, nil, nil, key, nil) == 1
            }
        }
        guard started else { return false }
        switch scheme.padding {
        case .standard: return true
        case .pss:
            return unsafe EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1
                && EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) == 1
        }
    }
}
