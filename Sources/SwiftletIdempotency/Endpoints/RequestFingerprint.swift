import Swiftlet

/// The digest of what must be the same in a repeated request: method, path, query and body.
enum RequestFingerprint {
    /// Returns the SHA-256 digest in base64url.
    ///
    /// It includes the key, which is random and not stored, so that a password in the body cannot be guessed from the digest.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - key: The idempotency key.
    /// - Returns: The digest.
    /// - Throws: `CryptoError` if OpenSSL is configured without SHA-256.
    static func make(_ request: Request, key: String) throws -> String {
        var digest = Digest(reserving: request.body.count + 256)
        digest.add(key)
        digest.add("\(request.method)")
        // An app can be mounted below several paths.
        digest.add(request.basePath)
        digest.add(request.encodedPath)
        for item in request.query {
            digest.add(item.name)
            digest.add(item.value)
        }
        digest.add("")
        digest.add(request.body)
        return try digest.finish()
    }
}
