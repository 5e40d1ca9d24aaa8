extension JWTKey {
    /// The signature of `message`, in JOSE's form.
    ///
    /// - Throws: `JWTError` with `keyCannotSign` for a public key, or with `cryptographyFailed`.
    func sign(_ message: Span<UInt8>) throws(JWTError) -> [UInt8] {
        do throws(CryptoError) {
            switch material {
            case .secret(let hmac):
                return try hmac.authenticate(message)
            case .asymmetric(_, let signatures):
                guard let signing = signatures.signing else { break }
                let signature = try signing.makeContext().sign(message)
                guard case .ec(let curve) = algorithm.keyKind else { return signature }
                guard let raw = ECDSASignature.raw(fromDER: signature, fieldSize: curve.fieldSize) else {
                    throw CryptoError(.operationFailed, "OpenSSL gave an ECDSA signature of an unknown form.")
                }
                return raw
            }
        } catch {
            throw JWTError(error)
        }
        throw JWTError(.keyCannotSign, "A public key cannot sign.")
    }

    /// Whether `signature`, in JOSE's form, is one of `message` by this key.
    ///
    /// - Throws: `JWTError` with `cryptographyFailed` when the check could not be made.
    func verify(_ signature: [UInt8], of message: Span<UInt8>) throws(JWTError) -> Bool {
        do throws(CryptoError) {
            switch material {
            case .secret(let hmac):
                return try hmac.isValid(signature.span, for: message)
            case .asymmetric(_, let signatures):
                guard case .ec(let curve) = algorithm.keyKind else {
                    return try signatures.verifying.makeContext().verify(signature, of: message)
                }
                guard let der = ECDSASignature.der(fromRaw: signature, fieldSize: curve.fieldSize) else { return false }
                return try signatures.verifying.makeContext().verify(der, of: message)
            }
        } catch {
            throw JWTError(error)
        }
    }
}
