import SwiftletJSON

/// A token taken apart, whose signature has not been checked.
///
/// Holds what is needed to find the key, and gives nothing else away before `verified()`.
struct UnverifiedJWS {
    private enum Origin {
        /// The token begins with the own header of one of the keys.
        case known(KnownHeader)
        /// The header was read, and these keys fit its `kid`, of any algorithm.
        case parsed(JWSHeader, candidates: [JWTKey])
    }

    private var origin: Origin
    private let token: String
    /// Where the signed part ends: at the second dot.
    private let signedLength: Int
    /// The payload, and behind it the signature: one allocation for both.
    private let decoded: [UInt8]
    private let payloadLength: Int

    /// What the token says of itself.
    var header: JWSHeader {
        switch origin {
        case .known(let known): known.header
        case .parsed(let header, _): header
        }
    }

    /// Takes a token apart.
    ///
    /// - Parameters:
    ///   - token: The compact form.
    ///   - keys: The keys to trust. A token that begins with the own header of one of them needs no parsing of it.
    ///   - critical: The names that `crit` may demand.
    ///   - maximumLength: The longest token to look at, in bytes.
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
        let known = keys.knownHeader(beginning: text)
        guard let (first, second) = Self.outerDots(in: text, known) else {
            throw JWTError(.malformed, "The token does not have three parts.")
        }
        // A third dot is in the middle part, where it is not base64url.
        guard let decoded = Self.decoded(text, first, second) else {
            throw JWTError(.malformed, "The token does not have three parts of base64url.")
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

    /// Chooses the keys to check against from others than those that were at hand.
    mutating func trust(_ keys: JWKSet) {
        let header = header
        origin = .parsed(header, candidates: keys.candidates(for: header.keyID))
    }

    /// Checks the signature.
    ///
    /// - Returns: What the signature covers.
    /// - Throws: `JWTError` with `unknownKey`, `algorithmMismatch`, `signatureInvalid` or `cryptographyFailed`.
    consuming func verified() throws(JWTError) -> JWS {
        let key = try signingKey()
        return JWS(header: header, payload: Array(decoded[..<payloadLength]), key: key)
    }

    /// Checks the signature and then the claims.
    ///
    /// - Throws: `JWTError`, like `verified()`, or for what is wrong with header or claims according to the policy.
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

    /// The key that made the signature.
    private func signingKey() throws(JWTError) -> JWTKey {
        let keys = try keysOfAlgorithm()
        let message = token.utf8Span.span.extracting(first: signedLength)
        let signature = decoded.span.extracting(droppingFirst: payloadLength)
        for key in keys where try key.verify(signature, of: message) { return key }
        throw JWTError(.signatureInvalid, "The signature of the token is not valid.")
    }

    /// The keys to check against, at least one: those of the token's algorithm.
    private func keysOfAlgorithm() throws(JWTError) -> [JWTKey] {
        switch origin {
        case .known(let known):
            return known.keys
        case .parsed(let header, let candidates):
            guard !candidates.isEmpty else {
                throw JWTError(.unknownKey, "The token names a key that is not known.")
            }
            let keys = candidates.filter { $0.algorithm.name.utf8Equals(header.algorithm) }
            guard !keys.isEmpty else {
                throw JWTError(.algorithmMismatch, "The token names another algorithm than its key is for.")
            }
            return keys
        }
    }

    /// The bytes of the two parts behind the dots, or nil when one of them is not base64url.
    private static func decoded(_ token: Span<UInt8>, _ first: Int, _ second: Int) -> [UInt8]? {
        let payload = token.extracting(first + 1..<second)
        let signature = token.extracting(second + 1..<token.count)
        let base64 = Base64Alphabet.url
        var isText = false
        let room = Base64Alphabet.decodedRoom(payload.count) + Base64Alphabet.decodedRoom(signature.count)
        let bytes = [UInt8](room: room) { output in
            isText = base64.decode(payload, into: &output) && base64.decode(signature, into: &output)
        }
        return isText ? bytes : nil
    }

    /// The positions of the first dot, which is behind a known header, and of the last, when they are two.
    private static func outerDots(in token: Span<UInt8>, _ known: KnownHeader?) -> (Int, Int)? {
        let dot = UInt8(ascii: ".")
        var first = 0
        var last = token.count - 1
        if let known {
            first = known.text.count
            // Behind this dot is what a signature takes. If it is not the last one, that will not be base64url.
            let likely = last - known.signatureLength
            if likely > first, token[likely] == dot { return (first, likely) }
        } else {
            while first < token.count, unsafe token[unchecked: first] != dot { first += 1 }
        }
        while last > first, unsafe token[unchecked: last] != dot { last -= 1 }
        return last > first ? (first, last) : nil
    }
}
