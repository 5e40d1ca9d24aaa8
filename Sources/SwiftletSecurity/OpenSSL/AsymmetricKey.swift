import COpenSSL

/// Owns an `EVP_PKEY`: a public key, or a private key with its public key.
@safe
final class AsymmetricKey: @unchecked Sendable {
    // Unchecked: the key is not modified after initialization, and OpenSSL protects its internal caches with a lock.
    private let handle: OpaquePointer
    /// Whether the private key is present.
    let isPrivate: Bool

    /// Takes ownership of `handle`.
    init(owning handle: OpaquePointer, isPrivate: Bool) {
        unsafe self.handle = handle
        self.isPrivate = isPrivate
    }

    deinit {
        // Clears the private numbers.
        unsafe EVP_PKEY_free(handle)
    }

    /// The supported families of keys.
    enum Family: Equatable {
        case rsa
        /// An RSA key that is restricted to PSS.
        case rsaPSS
        case ec(EllipticCurve)
        case ed25519
    }

    /// The family, or `nil` for an unsupported family or curve.
    var family: Family? {
        if unsafe EVP_PKEY_is_a(handle, "RSA") == 1 { return .rsa }
        if unsafe EVP_PKEY_is_a(handle, "RSA-PSS") == 1 { return .rsaPSS }
        if unsafe EVP_PKEY_is_a(handle, "ED25519") == 1 { return .ed25519 }
        if unsafe EVP_PKEY_is_a(handle, "EC") == 1 {
            return groupName.flatMap(EllipticCurve.init(groupName:)).map(Family.ec)
        }
        return nil
    }

    /// The size in bits: of the modulus of an RSA key, or of the order of a curve.
    var bits: Int { unsafe Int(EVP_PKEY_get_bits(handle)) }

    private var groupName: String? {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
            guard unsafe EVP_PKEY_get_group_name(handle, buffer.baseAddress, buffer.count, nil) == 1 else {
                // A curve with explicit parameters has no name.
                OpenSSLErrorQueue.drain()
                return nil
            }
            return unsafe buffer.baseAddress.map { unsafe String(cString: $0) }
        }
    }

    /// Returns a public number of the key as big-endian bytes, without leading zeros.
    ///
    /// - Parameter name: The OpenSSL name of the number: `n`, `e`, `qx`, `qy`.
    /// - Returns: The bytes, or `nil` if the key has no such number.
    func number(_ name: String) -> [UInt8]? {
        var number: OpaquePointer?
        guard unsafe EVP_PKEY_get_bn_param(handle, name, &number) == 1, let number = unsafe number else {
            OpenSSLErrorQueue.drain()
            return nil
        }
        defer { unsafe BN_free(number) }
        var bytes = [UInt8](repeating: 0, count: unsafe Int(BN_num_bits(number) + 7) / 8)
        unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            _ = unsafe BN_bn2bin(number, buffer.baseAddress)
        }
        return bytes
    }

    /// Returns the raw public key, for families with such an encoding, such as Ed25519.
    func rawPublicKey() -> [UInt8]? {
        var length = 0
        guard unsafe EVP_PKEY_get_raw_public_key(handle, nil, &length) == 1 else {
            OpenSSLErrorQueue.drain()
            return nil
        }
        var bytes = [UInt8](repeating: 0, count: length)
        let status = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            unsafe EVP_PKEY_get_raw_public_key(handle, buffer.baseAddress, &length)
        }
        guard status == 1, length == bytes.count else {
            OpenSSLErrorQueue.drain()
            return nil
        }
        return bytes
    }

    /// Calls `body` with the handle, an `EVP_PKEY`.
    func withHandle<Result, Failure: Error>(
        _ body: (OpaquePointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(handle)
    }
}
