import COpenSSL

/// The owner of one HMAC context that already holds its key.
///
/// Keying costs more than authenticating a token, so the context is keyed once and restarted for every message.
@safe
struct MACContext: ~Copyable, @unchecked Sendable {
    // Unchecked: the value cannot be copied and every method is mutating, so one thread at a time has the handle.
    private let handle: OpaquePointer
    private let size: Int

    /// - Throws: `CryptoError` where OpenSSL is configured without HMAC or the hash, or memory is short.
    init(key: Span<UInt8>, hash: HashFunction) throws(CryptoError) {
        let digest = try hash.messageDigest()
        guard let algorithm = unsafe EVP_MAC_fetch(nil, "HMAC", nil) else {
            throw CryptoError.afterFailure(of: "find HMAC")
        }
        // The context keeps its own reference to the algorithm.
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
        // Wipes the key that the context holds.
        unsafe EVP_MAC_CTX_free(handle)
    }

    private static func setKey(_ key: Span<UInt8>, digestName: StaticString, in context: OpaquePointer) -> Int32 {
        var list = ParameterList()
        list.append(text: digestName.description, as: "digest")
        return unsafe list.withEntries { entries in
            unsafe key.withUnsafeBufferPointer { key in
                // A null key would mean "keep the key there is", also for a key of no bytes.
                var none: UInt8 = 0
                return unsafe withUnsafePointer(to: &none) { none in
                    unsafe EVP_MAC_init(context, key.baseAddress ?? none, key.count, entries)
                }
            }
        }
    }

    /// The authentication code of `message`.
    mutating func code(of message: Span<UInt8>) throws(CryptoError) -> AuthenticationCode {
        var code = AuthenticationCode(count: size)
        let handle = unsafe handle
        // Without a key, init restarts the context with the key that it holds.
        let succeeded =
            unsafe EVP_MAC_init(handle, nil, 0, nil) == 1
            && message.withUnsafeBufferPointer { message in
                unsafe EVP_MAC_update(handle, message.baseAddress, message.count) == 1
            }
            && code.fill { room in
                var written = 0
                let status = unsafe EVP_MAC_final(handle, room.baseAddress, &written, room.count)
                return status == 1 && written == size
            }
        guard succeeded else { throw CryptoError.afterFailure(of: "compute an HMAC") }
        return code
    }
}
