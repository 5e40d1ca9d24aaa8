import COpenSSL

extension AsymmetricKey {
    /// The reason why PEM text contains no usable key.
    enum PEMFailure: Error {
        /// An encrypted private key.
        case encrypted
        /// A certificate instead of a key.
        case certificate
        /// Neither a `PUBLIC KEY` nor a `PRIVATE KEY` block that OpenSSL can parse.
        case unreadable
    }

    /// Parses the private key in PEM text or, if there is none, the public key.
    ///
    /// Supports PKCS #8 and SubjectPublicKeyInfo, and the older `RSA PRIVATE KEY` and `EC PRIVATE KEY`.
    static func parsing(pem: String) throws(PEMFailure) -> AsymmetricKey {
        // Detected in the text, because OpenSSL's error for a missing passphrase differs between versions.
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
            // The stream reads the bytes without a copy.
            guard let stream = unsafe BIO_new_mem_buf(pem.baseAddress, length) else {
                OpenSSLErrorQueue.drain()
                return nil
            }
            defer { unsafe BIO_free_all(stream) }
            let key = unsafe reader(stream)
            // Also after success: the decoder tries several formats, and those that fail leave errors in the queue.
            OpenSSLErrorQueue.drain()
            return unsafe key
        }
    }
}
