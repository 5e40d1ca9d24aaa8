import COpenSSL

/// Owns an HMAC context that is initialized with its key.
///
/// Setting the key costs more than authenticating a token, so it is set once and the context is reset for each message.
@safe
struct MACContext: ~Copyable, @unchecked Sendable {
    // Unchecked: the value is noncopyable and its methods are mutating, so only one thread at a time uses the handle.
    private let handle: OpaquePointer
    private let size: Int

    /// - Throws: `CryptoError` if OpenSSL is configured without HMAC or the hash function, or memory allocation fails.
    init(key: Span<UInt8>, hash: HashFunction) throws(CryptoError) {
        let digest = try hash.messageDigest()
        guard let algorithm = unsafe EVP_MAC_fetch(nil, "HMAC", nil) else {
            throw CryptoError.afterFailure(of: "find HMAC")
        }
        // The context retains the algorithm.
        defer { unsafe EVP_MAC_free(algorithm) }
        guard let context = unsafe EVP_MAC_CTX_new(algorithm) else {
            throw CryptoError.afterFailure(of: "create an HMAC context")
        }
        guard unsafe Self.setKey(key, digestName: digest.name, in: context) == 1 else {
            unsafe EVP_MAC_CTX_free(context)
            throw CryptoError.afterFailure(of: "set an HMAC key")
        }
        unsafe handle = context
        size = digest.size
    }

    deinit {
        // Clears the key in the context.
        unsafe EVP_MAC_CTX_free(handle)
    }

    private static func setKey(_ key: Span<UInt8>, digestName: StaticString, in context: OpaquePointer) -> Int32 {
        var list = ParameterList()
        list.append(text: digestName.description, as: "digest")
        return unsafe list.withEntries { entries in
            unsafe key.withUnsafeBufferPointer { key in
                // A null pointer would mean "keep the current key", also for an empty key.
                var none: UInt8 = 0
                return unsafe withUnsafePointer(to: &none) { none in
                    unsafe EVP_MAC_init(context, key.baseAddress ?? none, key.count, entries)
                }
            }
        }
    }

    /// Computes the authentication code of `message`.
    mutating func code(of message: Span<UInt8>) throws(CryptoError) -> AuthenticationCode {
        var code = AuthenticationCode(count: size)
        let handle = unsafe handle
        // Without a key, init resets the context and keeps its current key.
        let succeeded =
            unsafe EVP_MAC_init(handle, nil, 0, nil) == 1
            && message.withUnsafeBufferPointer { message in
                unsafe EVP_MAC_update(handle, message.baseAddress, message.count) == 1
            }
            && code.fill { buffer in
                var written = 0
                let status = unsafe EVP_MAC_final(handle, buffer.baseAddress, &written, buffer.count)
                return status == 1 && written == size
            }
        guard succeeded else { throw CryptoError.afterFailure(of: "compute an HMAC") }
        return code
    }
}
