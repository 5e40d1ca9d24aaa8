import COpenSSL

/// The owner of one fetched digest algorithm.
///
/// A digest named at each use is looked up by name at each use; a fetched one is not.
@safe
final class MessageDigest: @unchecked Sendable {
    // Unchecked: the handle is set once and OpenSSL never alters a fetched method; its reference count is atomic.
    private let handle: OpaquePointer
    /// OpenSSL's name of the algorithm.
    let name: StaticString
    /// The size of a digest, in bytes.
    let size: Int

    /// Nil where OpenSSL's configuration does not offer the algorithm.
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

    /// The digest of `bytes`.
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

    /// Lends the handle to a call that takes an `EVP_MD`.
    func withHandle<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        unsafe body(handle)
    }
}
