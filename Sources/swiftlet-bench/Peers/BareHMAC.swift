internal import COpenSSL

/// HMAC with SHA-256 on OpenSSL's EVP as a C program would use it: one context that is initialised again with its key.
@safe final class BareHMAC: @unchecked Sendable {
    // Guard: one benchmark at a time uses it, on one thread.
    private let context: OpaquePointer
    private var digest = [UInt8](repeating: 0, count: 64)

    init(key: [UInt8]) throws(BenchError) {
        let algorithm = unsafe EVP_MAC_fetch(nil, "HMAC", nil)
        defer { unsafe EVP_MAC_free(algorithm) }
        guard let context = unsafe EVP_MAC_CTX_new(algorithm) else { throw BenchError("OpenSSL has no HMAC") }
        unsafe self.context = unsafe context
        var name = Array("SHA256".utf8CString)
        let isReady = unsafe name.withUnsafeMutableBufferPointer { name in
            let parameters = unsafe [
                OSSL_PARAM_construct_utf8_string("digest", name.baseAddress, 0), OSSL_PARAM_construct_end(),
            ]
            return unsafe EVP_MAC_init(context, key, key.count, parameters) == 1
        }
        guard isReady else { throw BenchError("OpenSSL does not take the key") }
    }

    deinit {
        unsafe EVP_MAC_CTX_free(context)
    }

    func run(_ message: [UInt8]) -> Int {
        var count = 0
        unsafe EVP_MAC_init(context, nil, 0, nil)
        unsafe EVP_MAC_update(context, message, message.count)
        unsafe EVP_MAC_final(context, &digest, &count, digest.count)
        return count + Int(digest[0])
    }
}
