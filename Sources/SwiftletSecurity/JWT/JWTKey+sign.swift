extension JWTKey {
    /// Signs `message` and calls `body` with the signature in JOSE's encoding.
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
                    throw CryptoError(.operationFailed, "OpenSSL returned an ECDSA signature in an unknown format.")
                }
                return body(raw.span)
            }
        } catch {
            throw JWTError(error)
        }
        throw JWTError(.keyCannotSign, "A public key cannot sign.")
    }

    /// Whether `signature`, in JOSE's encoding, is a valid signature of `message` by this key.
    ///
    /// - Throws: `JWTError` with `cryptographyFailed` if the check fails for another reason.
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
