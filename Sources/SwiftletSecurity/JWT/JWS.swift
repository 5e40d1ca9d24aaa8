public import SwiftletJSON

/// Signed bytes in the compact form, of [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515): three parts of base64url,
/// joined by dots.
///
/// For signed claims use `JWTSigner` and `JWTVerifier`; this is what they stand on, for payloads of any kind.
public struct JWS: Sendable {
    /// The longest token that is looked at by default, in bytes: 16 KiB.
    ///
    /// HTTP servers seldom take longer headers.
    public static let maximumLength = 16 * 1024

    /// The header, which the signature covers.
    public let header: JWSHeader
    /// The payload, which the signature covers.
    public let payload: [UInt8]
    /// The key that the signature is of.
    public let key: JWTKey

    /// Signs a payload.
    ///
    /// - Parameters:
    ///   - payload: Any bytes.
    ///   - key: A key that can sign. Gives `alg` and, when it has a name, `kid`.
    ///   - type: The `typ` of the header. `JWT` by default, none when nil.
    ///   - header: More members for the header. `alg`, `kid`, `typ`, `crit` and `b64` are not for the caller.
    /// - Returns: The token.
    /// - Throws: `JWTError` with `keyCannotSign` for a public key, with `malformed` for a header member that is not for
    ///   the caller, or with `cryptographyFailed`.
    public static func sign(
        _ payload: [UInt8],
        with key: JWTKey,
        type: String? = "JWT",
        header: JSONObject = JSONObject()
    ) throws(JWTError) -> String {
        try sign(payload.span, with: key, type: type, header: header)
    }

    /// Signs a payload, like the form that takes an array.
    static func sign(
        _ payload: Span<UInt8>,
        with key: JWTKey,
        type: String?,
        header: JSONObject = JSONObject()
    ) throws(JWTError) -> String {
        if header.isEmpty, type == "JWT" {
            return try sign(payload, with: key, key.header)
        }
        for name in ["alg", "kid", "typ", "crit", "b64"] where header[name] != nil {
            throw JWTError(.malformed, "The header member \(name) is set by the signer.")
        }
        let header = JWSHeader(algorithm: key.algorithm, keyID: key.id, type: type, other: header)
        return try sign(payload, with: key, EncodedJWSHeader(header))
    }

    /// Signs a payload under a header that is encoded already.
    ///
    /// The signed part is on the stack while it is short, so that the token is all that is allocated.
    private static func sign(
        _ payload: Span<UInt8>,
        with key: JWTKey,
        _ header: EncodedJWSHeader
    ) throws(JWTError) -> String {
        let dot = UInt8(ascii: ".")
        let base64 = Base64Alphabet.url
        let start = header.text
        let signedCount = start.count + 1 + Base64Alphabet.encodedCount(payload.count)
        return try unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: signedCount) {
            buffer throws(JWTError) in
            var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
            output.append(copying: start.span)
            output.append(dot)
            base64.encode(payload, into: &output)
            let signed = output.span
            return try key.withSignature(of: signed) { signature in
                let count = signedCount + 1 + Base64Alphabet.encodedCount(signature.count)
                return unsafe String(unsafeUninitializedCapacity: count) { buffer in
                    var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
                    output.append(copying: signed)
                    output.append(dot)
                    base64.encode(signature, into: &output)
                    return unsafe output.finalize(for: buffer)
                }
            }
        }
    }

    /// Verifies a token.
    ///
    /// - Parameters:
    ///   - token: The compact form.
    ///   - keys: The keys to trust. Those are tried whose `kid` fits the header's; see `JWKSet`.
    ///   - critical: The header members that the caller understands and `crit` may demand.
    ///   - maximumLength: The longest token to look at, in bytes.
    /// - Returns: Header and payload, and the key that signed them.
    /// - Throws: `JWTError` with `tooLarge`, `malformed`, `unsupportedCritical`, `unknownKey`, `algorithmMismatch`,
    ///   `signatureInvalid` or `cryptographyFailed`.
    public static func verify(
        _ token: String,
        with keys: JWKSet,
        critical: Set<String> = [],
        maximumLength: Int = maximumLength
    ) throws(JWTError) -> JWS {
        try UnverifiedJWS(token, keys: keys, critical: critical, maximumLength: maximumLength).verified()
    }
}
