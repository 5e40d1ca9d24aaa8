import COpenSSL

extension AsymmetricKey {
    /// Why a PEM text gave no key.
    enum PEMFailure: Error {
        /// A private key under a password.
        case encrypted
        /// A certificate, where a key was expected.
        case certificate
        /// Neither a `PUBLIC KEY` nor a `PRIVATE KEY` block that OpenSSL can read.
        case unreadable
    }

    /// Reads the private key of a PEM text or, where it has none, the public key.
    ///
    /// Understands PKCS #8 and SubjectPublicKeyInfo, and the older `RSA PRIVATE KEY` and `EC PRIVATE KEY`.
    static func parsing(pem: String) throws(PEMFailure) -> AsymmetricKey {
        // Looked for in the text, because OpenSSL's own error for a missing password differs between versions.
        if pem.contains("BEGIN ENCRYPTED PRIVATE KEY") || pem.contains("Proc-Type: 4,ENCRYPTED") {
            throw .encrypted
        }
        let bytes = Array(pem.utf8)
        if pem.contains("PRIVATE KEY-----") {
            let key = unsafe read(bytes) { unsafe PEM_read_bio_PrivateKey($0, nil, swiftlet_openssl_no_password, nil) }
            if let key = unsafe key {
                return unsafe AsymmetricKey(owning: key, isPrivate: true)
            }
        } else {
            let key = unsafe read(bytes) { unsafe PEM_read_bio_PUBKEY($0, nil, swiftlet_openssl_no_password, nil) }
            if let key = unsafe key {
                return unsafe AsymmetricKey(owning: key, isPrivate: false)
            }
        }
        throw pem.contains("BEGIN CERTIFICATE") ? .certificate : .unreadable
    }

    private static func read(_ pem: [UInt8], with reader: (OpaquePointer) -> OpaquePointer?) -> OpaquePointer? {
        unsafe pem.withUnsafeBytes { pem in
            guard let length = Int32(exactly: pem.count) else { return nil }
            // The stream reads the bytes where they are.
            guard let stream = unsafe BIO_new_mem_buf(pem.baseAddress, length) else {
                OpenSSLErrorQueue.drain()
                return nil
            }
            defer { unsafe BIO_free_all(stream) }
            let key = unsafe reader(stream)
            // Also after success: the reader tries several formats and leaves the errors of those that did not fit.
            OpenSSLErrorQueue.drain()
            return unsafe key
        }
    }
}
