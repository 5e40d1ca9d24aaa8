extension JWTKey {
    /// Signs `message` and lends the signature, in JOSE's form.
    ///
    /// - Throws: `JWTError` with `keyCannotSign` for a public key, or with `cryptographyFailed`.
    func withSignature<Result>(
        of message: Span<UInt8>,
        _ body: (Span<UInt8>) -> Result
    ) throws(JWTError) -> Result {
        do throws(CryptoError) {
            switch material {
            case .secret(let hmac):
                return try hmac.code(of: message).withSpan(body)
            case .asymmetric(_, let signatures):
                guard let signing = signatures.signing else { break }
                let signature = try signing.makeContext().sign(message)
                guard case .ec(let curve) = algorithm.keyKind else { return body(signature.span) }
                guard let raw = ECDSASignature.raw(fromDER: signature, fieldSize: curve.fieldSize) else {
                    throw CryptoError(.operationFailed, "OpenSSL gave an ECDSA signature of an unknown form.")
                }
                return body(raw.span)
            }
        } catch {
            throw JWTError(error)
        }
        throw JWTError(.keyCannotSign, "A public key cannot sign.")
    }

    /// Whether `signature`, in JOSE's form, is one of `message` by this key.
    ///
    /// - Throws: `JWTError` with `cryptographyFailed` when the check could not be made.
    func verify(_ signature: Span<UInt8>, of message: Span<UInt8>) throws(JWTError) -> Bool {
        do throws(CryptoError) {
            switch material {
            case .secret(let hmac):
                return try hmac.isValid(signature, for: message)
            case .asymmetric(_, let signatures):
                guard case .ec(let curve) = algorithm.keyKind else {
                    return try signatures.verifying.makeContext().verify(signature, of: message)
                }
                let raw = Array(copying: signature)
                guard let der = ECDSASignature.der(fromRaw: raw, fieldSize: curve.fieldSize) else { return false }
                return try signatures.verifying.makeContext().verify(der.span, of: message)
            }
        } catch {
            throw JWTError(error)
        }
    }
}
