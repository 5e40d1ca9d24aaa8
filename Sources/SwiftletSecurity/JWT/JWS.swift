public import SwiftletJSON

/// A JSON Web Signature in compact serialization, of [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515): three base64url
/// parts separated by dots.
///
/// The basis of ``JWTSigner`` and ``JWTVerifier``, which you use for claims; use this for other payloads.
public struct JWS: Sendable {
    /// The default maximum length of a token, in bytes: 16 KiB.
    ///
    /// HTTP servers rarely accept longer headers.
    public static let maximumLength = 16 * 1024

    /// The header, which the signature covers.
    public let header: JWSHeader
    /// The payload, which the signature covers.
    public let payload: [UInt8]
    /// The key that verified the signature.
    public let key: JWTKey

    /// Signs a payload.
    ///
    /// - Parameters:
    ///   - payload: Any bytes.
    ///   - key: A key that can sign. It determines `alg` and, if it has an id, `kid`.
    ///   - type: The `typ` of the header. `JWT` by default, none if `nil`.
    ///   - header: Additional header members. `alg`, `kid`, `typ`, `crit` and `b64` are not allowed.
    /// - Returns: The token.
    /// - Throws: `JWTError` with `keyCannotSign` for a public key, with `malformed` for a header member that is not allowed, or
    ///   with `cryptographyFailed`.
    public static func sign(
        _ payload: [UInt8],
        with key: JWTKey,
        type: String? = "JWT",
        header: JSONObject = JSONObject()
    ) throws(JWTError) -> String {
        if header.isEmpty, type == "JWT" {
            return try sign(payload.span, with: key, header: key.encodedHeader)
        }
        for name in ["alg", "kid", "typ", "crit", "b64"] where header[name] != nil {
            throw JWTError(.malformed, "The header member \(name) is reserved for the signer.")
        }
        let header = JWSHeader(algorithm: key.algorithm, keyID: key.id, type: type, other: header)
        return try sign(payload.span, with: key, header: header.encoded)
    }

    /// Signs a payload with an encoded header.
    ///
    /// Short signing inputs are on the stack, so that the token is the only allocation.
    private static func sign(
        _ payload: Span<UInt8>,
        with key: JWTKey,
        header: [UInt8]
    ) throws(JWTError) -> String {
        let dot = UInt8(ascii: ".")
        let base64 = Base64Alphabet.url
        let signedCount = header.count + 1 + Base64Alphabet.encodedCount(payload.count)
        return try unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: signedCount) {
            buffer throws(JWTError) in
            var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
            output.append(copying: header.span)
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
    ///   - token: The token in compact serialization.
    ///   - keys: The trusted keys. For the choice of candidates, see `JWKSet`.
    ///   - critical: The header members that the caller understands and `crit` may list.
    ///   - maximumLength: The maximum length of the token, in bytes.
    /// - Returns: The header and the payload, with the key that verified them.
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
