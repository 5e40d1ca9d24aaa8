import COpenSSL

/// The key derivation functions for passwords.
enum KeyDerivation {
    /// Derives a key with scrypt, of RFC 7914.
    ///
    /// - Returns: The key, of `size` bytes.
    /// - Throws: `CryptoError` if memory allocation fails.
    static func scrypt(
        _ password: Span<UInt8>,
        salt: [UInt8],
        parameters: ScryptParameters,
        size: Int
    ) throws(CryptoError) -> [UInt8] {
        var key = [UInt8](repeating: 0, count: size)
        let status = unsafe password.withUnsafeBytes { password in
            unsafe salt.withUnsafeBufferPointer { salt in
                unsafe key.withUnsafeMutableBufferPointer { key in
                    // The limit applies to all allocations together. The default of 32 MiB would not allow a table
                    // of 32 MiB, so the exact sum is passed.
                    unsafe EVP_PBE_scrypt(
                        password.baseAddress?.assumingMemoryBound(to: CChar.self),
                        password.count,
                        salt.baseAddress,
                        salt.count,
                        1 << UInt64(parameters.logN),
                        UInt64(parameters.blockSize),
                        UInt64(parameters.parallelism),
                        UInt64(parameters.memory),
                        key.baseAddress,
                        key.count
                    )
                }
            }
        }
        guard status == 1 else { throw CryptoError.afterFailure(of: "compute scrypt") }
        return key
    }

    /// Derives a key with PBKDF2 and HMAC-SHA-256, of RFC 8018.
    ///
    /// - Returns: The key, of `size` bytes.
    /// - Throws: `CryptoError` if memory allocation fails.
    static func pbkdf2SHA256(
        _ password: Span<UInt8>,
        salt: [UInt8],
        iterations: Int,
        size: Int
    ) throws(CryptoError) -> [UInt8] {
        guard let rounds = Int32(exactly: iterations), let size32 = Int32(exactly: size) else {
            throw CryptoError(.invalidArgument, "The number of PBKDF2 iterations is out of range.")
        }
        let digest = try HashFunction.sha256.messageDigest()
        var key = [UInt8](repeating: 0, count: size)
        let status = unsafe password.withUnsafeBytes { password in
            unsafe salt.withUnsafeBufferPointer { salt in
                unsafe key.withUnsafeMutableBufferPointer { key in
                    unsafe digest.withHandle { digest in
                        unsafe PKCS5_PBKDF2_HMAC(
                            password.baseAddress?.assumingMemoryBound(to: CChar.self),
                            Int32(password.count),
                            salt.baseAddress,
                            Int32(salt.count),
                            rounds,
                            digest,
                            size32,
                            key.baseAddress
                        )
                    }
                }
            }
        }
        guard status == 1 else { throw CryptoError.afterFailure(of: "compute PBKDF2") }
        return key
    }
}
