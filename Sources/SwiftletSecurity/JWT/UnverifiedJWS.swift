import SwiftletJSON

/// A parsed token whose signature has not been verified.
///
/// It exposes the header, which is needed to find the key; the payload only after verification.
struct UnverifiedJWS {
    /// The unverified header.
    let header: JWSHeader
    /// The trusted keys for the `kid` of the header, with any algorithm.
    private var candidates: [JWTKey]
    private let token: String
    /// The length of the signing input, up to the second dot.
    private let signedLength: Int
    private let payload: [UInt8]
    private let signature: [UInt8]

    /// Parses a token.
    ///
    /// - Parameters:
    ///   - token: The token in compact serialization.
    ///   - keys: The trusted keys.
    ///   - critical: The names that `crit` may list.
    ///   - maximumLength: The maximum length of the token, in bytes.
    /// - Throws: `JWTError` with `tooLarge`, `malformed` or `unsupportedCritical`.
    init(
        _ token: String,
        keys: JWKSet,
        critical: Set<String>,
        maximumLength: Int
    ) throws(JWTError) {
        let text = token.utf8Span.span
        guard text.count <= maximumLength else {
            throw JWTError(.tooLarge, "The token is longer than \(maximumLength) bytes.")
        }
        let dots = text.indices.filter { text[$0] == UInt8(ascii: ".") }
        guard dots.count == 2 else {
            throw JWTError(.malformed, "The token does not have three parts.")
        }
        let base64 = Base64Alphabet.url
        guard let payload = base64.decode(text.extracting(dots[0] + 1..<dots[1])),
            let signature = base64.decode(text.extracting((dots[1] + 1)...))
        else {
            throw JWTError(.malformed, "The payload or signature of the token is not base64url.")
        }
        guard let json = base64.decode(text.extracting(..<dots[0])) else {
            throw JWTError(.malformed, "The header of the token is not base64url.")
        }
        header = try JWSHeader(parsing: json, critical: critical)
        candidates = keys.candidates(for: header.keyID)
        self.token = token
        self.payload = payload
        self.signature = signature
        signedLength = dots[1]
    }

    /// Replaces the trusted keys.
    mutating func trust(_ keys: JWKSet) {
        candidates = keys.candidates(for: header.keyID)
    }

    /// Verifies the signature.
    ///
    /// - Returns: The verified token.
    /// - Throws: `JWTError` with `unknownKey`, `algorithmMismatch`, `signatureInvalid` or `cryptographyFailed`.
    func verified() throws(JWTError) -> JWS {
        let key = try signingKey()
        return JWS(header: header, payload: payload, key: key)
    }

    /// Verifies the signature and then the claims.
    ///
    /// - Throws: `JWTError`, like `verified()`, or for a header or claims that the policy rejects.
    func verifiedClaims(
        _ policy: JWTPolicy,
        _ times: JWTPolicy.Times,
        now: Int64
    ) throws(JWTError) -> JWTClaims {
        _ = try signingKey()
        if policy.type != nil { try policy.check(header) }
        let claims = try JWTClaims(parsing: payload)
        try policy.check(claims, times, now: now)
        return claims
    }

    /// Returns the key that verifies the signature.
    private func signingKey() throws(JWTError) -> JWTKey {
        guard !candidates.isEmpty else {
            throw JWTError(.unknownKey, "The token has an unknown kid.")
        }
        let keys = candidates.filter { $0.algorithm.name.utf8Equals(header.algorithm) }
        guard !keys.isEmpty else {
            throw JWTError(.algorithmMismatch, "The algorithm of the token is not that of its key.")
        }
        let message = token.utf8Span.span.extracting(first: signedLength)
        for key in keys where try key.verify(signature.span, of: message) { return key }
        throw JWTError(.signatureInvalid, "The signature of the token is not valid.")
    }
}
