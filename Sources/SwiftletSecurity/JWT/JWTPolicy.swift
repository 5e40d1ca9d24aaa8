import SwiftletJSON

/// The requirements that a token must meet besides a valid signature.
///
/// ```swift
/// let policy = JWTPolicy(issuers: ["https://api.example.com"])
/// let verifier = JWTVerifier(keys: JWKSet(key), policy: policy)
/// let claims = try verifier.verify(token)
/// ```
public struct JWTPolicy: Sendable {
    /// The trusted issuers, one of which must be the token's `iss`.
    ///
    /// If empty, any issuer is accepted.
    public var issuers: [String]
    /// The identifiers of this service, one of which must be in the token's `aud`.
    ///
    /// If empty, a token with an `aud` is rejected, because it is intended for another service
    /// ([RFC 7519, section 4.1.3](https://www.rfc-editor.org/rfc/rfc7519#section-4.1.3)).
    public var audiences: [String]
    /// Whether `aud` is ignored.
    public var ignoresAudience: Bool
    /// The tolerated clock skew between signer and verifier: 5 seconds by default, at most an hour.
    ///
    /// Applies to `exp`, `nbf` and `iat`, as
    /// [RFC 7519, sections 4.1.4 and 4.1.5](https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4) suggest. Claims are whole
    /// seconds and server clocks differ slightly, so without leeway one server can reject a token that another has just
    /// issued. A token is therefore accepted up to this long after its `exp`.
    public var leeway: Duration
    /// Whether a token must have `exp`.
    ///
    /// `true` by default: a token without `exp` never expires.
    public var requiresExpiration: Bool
    /// Other required claims, registered or not.
    public var requiredClaims: [String]
    /// The maximum age of a token by its `iat`, which is then required.
    ///
    /// `nil` for no maximum.
    public var maximumAge: Duration?
    /// The required `typ` of the header, such as `at+jwt`, or `nil` to ignore it.
    ///
    /// The comparison ignores case and a leading `application/` (RFC 7515, section 4.1.9).
    public var type: String?
    /// The header members that the caller understands and `crit` may list.
    public var criticalHeaders: Set<String>
    /// The maximum length of a token, in bytes.
    public var maximumLength: Int

    /// Creates a policy.
    ///
    /// By default, it requires `exp` and rejects tokens with an `aud`.
    public init(
        issuers: [String] = [],
        audiences: [String] = [],
        ignoresAudience: Bool = false,
        leeway: Duration = .seconds(5),
        requiresExpiration: Bool = true,
        requiredClaims: [String] = [],
        maximumAge: Duration? = nil,
        type: String? = nil,
        criticalHeaders: Set<String> = [],
        maximumLength: Int = JWS.maximumLength
    ) {
        self.issuers = issuers
        self.audiences = audiences
        self.ignoresAudience = ignoresAudience
        self.leeway = leeway
        self.requiresExpiration = requiresExpiration
        self.requiredClaims = requiredClaims
        self.maximumAge = maximumAge
        self.type = type
        self.criticalHeaders = criticalHeaders
        self.maximumLength = maximumLength
    }
}

extension JWTPolicy {
    /// The durations of the policy in seconds.
    ///
    /// Computed once, because dividing durations costs more than all comparisons for a token.
    struct Times: Sendable {
        let leeway: Int64
        let maximumAge: Int64?

        init(_ policy: JWTPolicy) {
            leeway = min(max(0, policy.leeway.wholeSeconds), 3600)
            maximumAge = policy.maximumAge?.wholeSeconds
        }
    }

    /// Checks a header with a valid signature.
    ///
    /// - Throws: `JWTError` with `typeMismatch`.
    func check(_ header: JWSHeader) throws(JWTError) {
        guard let type else { return }
        guard let actual = header.type, Self.isSameMediaType(actual, type) else {
            throw JWTError(.typeMismatch, "The token has an unexpected type.")
        }
    }

    private static func isSameMediaType(_ left: String, _ right: String) -> Bool {
        mediaSubtype(left).hasSameBytesIgnoringASCIICase(as: mediaSubtype(right))
    }

    private static func mediaSubtype(_ type: String) -> Substring {
        let prefix = "application/"
        let start = type.utf8.index(type.startIndex, offsetBy: prefix.utf8.count, limitedBy: type.endIndex)
        guard let start, type[..<start].hasSameBytesIgnoringASCIICase(as: prefix) else { return type[...] }
        return type[start...]
    }

    /// Checks claims with a valid signature.
    ///
    /// - Parameters:
    ///   - claims: The claims.
    ///   - times: The durations of the policy.
    ///   - now: The current time, in seconds since 1970.
    /// - Throws: `JWTError` with `missingClaim`, `expired`, `notYetValid`, `issuerMismatch` or `audienceMismatch`.
    func check(_ claims: JWTClaims, _ times: Times, now: Int64) throws(JWTError) {
        for name in requiredClaims where !claims.has(name) {
            throw JWTError(.missingClaim, "The token has no claim \(name).")
        }
        try check(times, claims, now: now)
        if !issuers.isEmpty {
            guard let issuer = claims.issuer, issuers.contains(where: { $0.utf8Equals(issuer) }) else {
                throw JWTError(.issuerMismatch, "The token is not from a trusted issuer.")
            }
        }
        let isForAnyone = claims.audience.isEmpty && audiences.isEmpty
        guard ignoresAudience || isForAnyone || claims.audience.contains(where: isOwnAudience) else {
            throw JWTError(.audienceMismatch, "The token is intended for another audience.")
        }
    }

    private func isOwnAudience(_ name: String) -> Bool {
        audiences.contains { $0.utf8Equals(name) }
    }

    private func check(_ times: Times, _ claims: JWTClaims, now: Int64) throws(JWTError) {
        // Saturating arithmetic: no clock and no claim can cause an overflow trap.
        let latest = now.addingSaturated(times.leeway)
        let earliest = now.addingSaturated(-times.leeway)
        if let expiresAt = claims.expiresAt {
            guard earliest < expiresAt else { throw JWTError(.expired, "The token has expired.") }
        } else if requiresExpiration {
            throw JWTError(.missingClaim, "The token has no claim exp.")
        }
        if let notBefore = claims.notBefore, latest < notBefore {
            throw JWTError(.notYetValid, "The token is not yet valid.")
        }
        if let issuedAt = claims.issuedAt, latest < issuedAt {
            throw JWTError(.notYetValid, "The token was issued in the future.")
        }
        if let maximumAge = times.maximumAge {
            guard let issuedAt = claims.issuedAt else { throw JWTError(.missingClaim, "The token has no claim iat.") }
            guard earliest <= issuedAt.addingSaturated(maximumAge) else {
                throw JWTError(.expired, "The token is too old.")
            }
        }
    }
}

extension JWTClaims {
    fileprivate func has(_ name: String) -> Bool {
        switch name {
        case "iss": issuer != nil
        case "sub": subject != nil
        case "aud": !audience.isEmpty
        case "exp": expiresAt != nil
        case "nbf": notBefore != nil
        case "iat": issuedAt != nil
        case "jti": id != nil
        default: other[name] != nil
        }
    }
}

extension Duration {
    /// The duration in seconds, rounded up.
    var wholeSeconds: Int64 {
        components.attoseconds > 0 ? components.seconds.addingSaturated(1) : components.seconds
    }
}

extension Int64 {
    func addingSaturated(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        guard overflow else { return sum }
        return other < 0 ? .min : .max
    }
}
