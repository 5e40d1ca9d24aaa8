import COpenSSL

/// Owns a fetched digest algorithm.
///
/// Fetching it once avoids the lookup by name at each use.
@safe
final class MessageDigest: @unchecked Sendable {
    // Unchecked: the handle is set once, and OpenSSL never modifies a fetched method; its reference count is atomic.
    private let handle: OpaquePointer
    /// The OpenSSL name of the algorithm.
    let name: StaticString
    /// The size of a digest, in bytes.
    let size: Int

    /// Fetches the algorithm, or returns `nil` if OpenSSL's configuration does not provide it.
    init?(_ name: StaticString) {
        let fetched = unsafe EVP_MD_fetch(nil, name.description, nil)
        guard let fetched = unsafe fetched else {
            OpenSSLErrorQueue.drain()
            return nil
        }
        unsafe handle = fetched
        self.name = name
        size = unsafe Int(EVP_MD_get_size(fetched))
    }

    deinit {
        unsafe EVP_MD_free(handle)
    }

    /// Computes the digest of `bytes`.
    func digest(of bytes: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: size)
        let status = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe output.withUnsafeMutableBufferPointer { output in
                unsafe EVP_Digest(bytes.baseAddress, bytes.count, output.baseAddress, nil, handle, nil)
            }
        }
        guard status == 1 else { throw CryptoError.afterFailure(of: "compute a digest") }
        return output
    }

    /// Calls `body` with the handle, an `EVP_MD`.
    func withHandle<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        unsafe body(handle)
    }
}
