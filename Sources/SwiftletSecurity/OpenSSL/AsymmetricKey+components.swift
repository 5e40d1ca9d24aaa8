import COpenSSL

extension AsymmetricKey {
    /// Creates an RSA key from its numbers.
    static func rsa(_ components: RSAComponents) throws(CryptoError) -> AsymmetricKey {
        var list = ParameterList()
        list.append(number: components.modulus, as: "n")
        list.append(number: components.exponent, as: "e")
        if let secret = components.secret {
            list.append(number: secret.exponent, as: "d")
            if let factors = secret.factors {
                list.append(number: factors.p, as: "rsa-factor1")
                list.append(number: factors.q, as: "rsa-factor2")
                list.append(number: factors.dp, as: "rsa-exponent1")
                list.append(number: factors.dq, as: "rsa-exponent2")
                list.append(number: factors.qi, as: "rsa-coefficient1")
            }
        }
        return try build("RSA", from: list, isPrivate: components.secret != nil)
    }

    /// Creates an elliptic curve key from its point and, for a private key, its number.
    ///
    /// OpenSSL rejects a point that is not on the curve.
    static func ec(
        _ curve: EllipticCurve,
        x: [UInt8],
        y: [UInt8],
        secret: [UInt8]?
    ) throws(CryptoError) -> AsymmetricKey {
        var list = ParameterList()
        list.append(text: curve.rawValue, as: "group")
        // 4 is the prefix of an uncompressed point.
        list.append(octets: [4] + x + y, as: "pub")
        if let secret {
            list.append(number: secret, as: "priv")
        }
        return try build("EC", from: list, isPrivate: secret != nil)
    }

    /// Creates an Ed25519 key from its 32 public bytes, or from its 32 private bytes, which determine the public ones.
    static func ed25519(publicKey: [UInt8]?, secret: [UInt8]?) throws(CryptoError) -> AsymmetricKey {
        let bytes = secret ?? publicKey ?? []
        let key = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe secret == nil
                ? EVP_PKEY_new_raw_public_key_ex(nil, "ED25519", nil, bytes.baseAddress, bytes.count)
                : EVP_PKEY_new_raw_private_key_ex(nil, "ED25519", nil, bytes.baseAddress, bytes.count)
        }
        guard let key = unsafe key else { throw CryptoError.afterFailure(of: "build an Ed25519 key") }
        return unsafe AsymmetricKey(owning: key, isPrivate: secret != nil)
    }

    private static func build(
        _ type: String,
        from list: borrowing ParameterList,
        isPrivate: Bool
    ) throws(CryptoError) -> AsymmetricKey {
        guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, type, nil) else {
            throw CryptoError.afterFailure(of: "build an \(type) key")
        }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        let selection = swiftlet_openssl_selection(isPrivate ? 1 : 0)
        let succeeded =
            unsafe EVP_PKEY_fromdata_init(context) == 1
            && list.withEntries { unsafe EVP_PKEY_fromdata(context, &key, selection, $0) == 1 }
        guard succeeded, let key = unsafe key else { throw CryptoError.afterFailure(of: "build an \(type) key") }
        return unsafe AsymmetricKey(owning: key, isPrivate: isPrivate)
    }
}
