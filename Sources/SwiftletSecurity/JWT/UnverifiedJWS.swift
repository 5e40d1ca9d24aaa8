/// A token taken apart, whose signature has not been checked.
///
/// Holds what is needed to find the key, and gives nothing else away before `verified(with:)`.
struct UnverifiedJWS {
    /// What the token says of itself.
    let header: JWSHeader
    private let token: String
    /// Where the signed part ends: at the second dot.
    private let signedLength: Int
    private let payload: [UInt8]
    private let signature: [UInt8]

    /// Takes a token apart.
    ///
    /// - Parameters:
    ///   - token: The compact form.
    ///   - keys: Keys whose own header the token may begin with, which saves parsing it.
    ///   - critical: The names that `crit` may demand.
    ///   - maximumLength: The longest token to look at, in bytes.
    /// - Throws: `JWTError` with `tooLarge`, `malformed` or `unsupportedCritical`.
    init(
        _ token: String,
        knownHeaders keys: JWKSet,
        critical: Set<String>,
        maximumLength: Int
    ) throws(JWTError) {
        guard token.utf8.count <= maximumLength else {
            throw JWTError(.tooLarge, "The token is longer than \(maximumLength) bytes.")
        }
        let text = token.utf8Span.span
        let known = keys.header(beginning: text)
        guard let (first, second) = Self.outerDots(in: text, atLeast: known?.text.count ?? 0) else {
            throw JWTError(.malformed, "The token does not have three parts.")
        }
        let base64 = Base64Alphabet.url
        // A third dot is in the middle part, where it is not base64url.
        guard
            let payload = base64.decode(text.extracting(first + 1..<second)),
            let signature = base64.decode(text.extracting(second + 1..<text.count))
        else {
            throw JWTError(.malformed, "The token does not have three parts of base64url.")
        }
        if let known {
            header = known.header
        } else {
            guard let json = base64.decode(text.extracting(0..<first)) else {
                throw JWTError(.malformed, "The header of the token is not base64url.")
            }
            header = try JWSHeader(parsing: json, critical: critical)
        }
        self.token = token
        self.payload = payload
        self.signature = signature
        signedLength = second
    }

    /// Checks the signature.
    ///
    /// - Parameter keys: The keys to trust.
    /// - Returns: What the signature covers.
    /// - Throws: `JWTError` with `unknownKey`, `algorithmMismatch`, `signatureInvalid` or `cryptographyFailed`.
    func verified(with keys: JWKSet) throws(JWTError) -> JWS {
        let candidates = keys.candidates(for: header.keyID)
        guard !candidates.isEmpty else {
            throw JWTError(.unknownKey, "The token names a key that is not known.")
        }
        var hasAlgorithm = false
        for key in candidates where key.algorithm.name == header.algorithm {
            hasAlgorithm = true
            if try key.verify(signature, of: token.utf8Span.span.extracting(0..<signedLength)) {
                return JWS(header: header, payload: payload, key: key)
            }
        }
        throw hasAlgorithm
            ? JWTError(.signatureInvalid, "The signature of the token is not valid.")
            : JWTError(.algorithmMismatch, "The token names another algorithm than its key is for.")
    }

    /// The positions of the first dot, before which no dot is looked for up to `start`, and of the last, when they are two.
    private static func outerDots(in token: Span<UInt8>, atLeast start: Int) -> (Int, Int)? {
        let dot = UInt8(ascii: ".")
        var first = start
        while first < token.count, token[first] != dot { first += 1 }
        var last = token.count - 1
        while last > first, token[last] != dot { last -= 1 }
        return last > first ? (first, last) : nil
    }
}
