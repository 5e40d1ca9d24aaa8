import SwiftletJSON

/// A parsed token whose signature has not been verified.
///
/// It exposes the header, which is needed to find the key; the payload only after verification.
struct UnverifiedJWS {
    private enum Origin {
        /// The token begins with the encoded header of one of the keys.
        case known(KnownHeader)
        /// The header was parsed; the candidates match its `kid`, with any algorithm.
        case parsed(JWSHeader, candidates: [JWTKey])
    }

    private var origin: Origin
    private let token: String
    /// The length of the signing input, up to the second dot.
    private let signedLength: Int
    /// The payload followed by the signature, in a single allocation.
    private let decoded: [UInt8]
    private let payloadLength: Int

    /// The unverified header.
    var header: JWSHeader {
        switch origin {
        case .known(let known): known.header
        case .parsed(let header, _): header
        }
    }

    /// Parses a token.
    ///
    /// - Parameters:
    ///   - token: The token in compact serialization.
    ///   - keys: The trusted keys. A token that begins with the encoded header of one of them needs no header parsing.
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
        let known = keys.knownHeader(for: text)
        guard let (first, second) = Self.outerDots(in: text, known) else {
            throw JWTError(.malformed, "The token does not have three parts.")
        }
        // A third dot would be in the payload, where it is not base64url.
        guard let decoded = Self.decoded(text, dots: first, second) else {
            throw JWTError(.malformed, "The payload or signature of the token is not base64url.")
        }
        if let known {
            origin = .known(known)
        } else {
            guard let json = Base64Alphabet.url.decode(text.extracting(0..<first)) else {
                throw JWTError(.malformed, "The header of the token is not base64url.")
            }
            let header = try JWSHeader(parsing: json, critical: critical)
            origin = .parsed(header, candidates: keys.candidates(for: header.keyID))
        }
        self.token = token
        self.decoded = decoded
        payloadLength = Base64Alphabet.decodedCount(second - first - 1)
        signedLength = second
    }

    /// Replaces the trusted keys.
    mutating func trust(_ keys: JWKSet) {
        let header = header
        origin = .parsed(header, candidates: keys.candidates(for: header.keyID))
    }

    /// Verifies the signature.
    ///
    /// - Returns: The verified token.
    /// - Throws: `JWTError` with `unknownKey`, `algorithmMismatch`, `signatureInvalid` or `cryptographyFailed`.
    consuming func verified() throws(JWTError) -> JWS {
        let key = try signingKey()
        return JWS(header: header, payload: Array(decoded[..<payloadLength]), key: key)
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
        let claims = try JWTClaims.read(decoded.span.extracting(first: payloadLength))
        try policy.check(claims, times, now: now)
        return claims
    }

    /// Returns the key that verifies the signature.
    private func signingKey() throws(JWTError) -> JWTKey {
        let keys = try keysOfAlgorithm()
        let message = token.utf8Span.span.extracting(first: signedLength)
        let signature = decoded.span.extracting(droppingFirst: payloadLength)
        for key in keys where try key.verify(signature, of: message) { return key }
        throw JWTError(.signatureInvalid, "The signature of the token is not valid.")
    }

    /// Returns the candidate keys for the algorithm of the token, at least one.
    private func keysOfAlgorithm() throws(JWTError) -> [JWTKey] {
        switch origin {
        case .known(let known):
            return known.keys
        case .parsed(let header, let candidates):
            guard !candidates.isEmpty else {
                throw JWTError(.unknownKey, "The token has an unknown kid.")
            }
            let keys = candidates.filter { $0.algorithm.name.utf8Equals(header.algorithm) }
            guard !keys.isEmpty else {
                throw JWTError(.algorithmMismatch, "The algorithm of the token is not that of its key.")
            }
            return keys
        }
    }

    /// Decodes the payload and the signature, or returns `nil` if one of them is not base64url.
    private static func decoded(_ token: Span<UInt8>, dots first: Int, _ second: Int) -> [UInt8]? {
        let payload = token.extracting(first + 1..<second)
        let signature = token.extracting(second + 1..<token.count)
        let base64 = Base64Alphabet.url
        var isText = false
        let capacity = Base64Alphabet.decodingCapacity(payload.count) + Base64Alphabet.decodingCapacity(signature.count)
        let bytes = [UInt8](reservingCapacity: capacity) { output in
            isText = base64.decode(payload, into: &output) && base64.decode(signature, into: &output)
        }
        return isText ? bytes : nil
    }

    /// The positions of the first dot, which follows a known header, and of the last one, if they differ.
    private static func outerDots(in token: Span<UInt8>, _ known: KnownHeader?) -> (Int, Int)? {
        let dot = UInt8(ascii: ".")
        var first = 0
        var last = token.count - 1
        if let known {
            first = known.text.count
            // The dot before a signature of the usual length. If another dot follows, the signature is not base64url.
            let likely = last - known.signatureLength
            if likely > first, token[likely] == dot { return (first, likely) }
        } else {
            while first < token.count, unsafe token[unchecked: first] != dot { first += 1 }
        }
        while last > first, unsafe token[unchecked: last] != dot { last -= 1 }
        return last > first ? (first, last) : nil
    }
}
