import SwiftletJSON

/// What a token must say to be accepted, besides a valid signature.
public struct JWTPolicy: Sendable {
    /// The trusted issuers: the token's `iss` must be one of them.
    ///
    /// Any when empty.
    public var issuers: [String]
    /// The names of this service: the token's `aud` must have one of them.
    ///
    /// When empty, a token with an `aud` is refused, because it is meant for someone else
    /// ([RFC 7519, section 4.1.3](https://www.rfc-editor.org/rfc/rfc7519#section-4.1.3)).
    public var audiences: [String]
    /// Whether `aud` is not looked at.
    public var ignoresAudience: Bool
    /// How far the clocks of signer and verifier may differ: 5 seconds by default, at most an hour.
    ///
    /// Applies to `exp`, `nbf` and `iat`, as
    /// [RFC 7519, sections 4.1.4 and 4.1.5](https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4) suggest. Claims are whole
    /// seconds and the clocks of two servers are never quite the same, so without leeway a token can be rejected by
    /// one server right after another has issued it. A token is therefore accepted up to this long after its `exp`.
    public var leeway: Duration
    /// Whether a token must have `exp`.
    ///
    /// True by default: a token without one is valid for ever.
    public var requiresExpiration: Bool
    /// The other claims that must be there, registered ones or not.
    public var requiredClaims: [String]
    /// How old a token may be by its `iat`, which it must then have.
    ///
    /// Any age when nil.
    public var maximumAge: Duration?
    /// The `typ` that the header must have, such as `at+jwt`.
    ///
    /// Not looked at when nil.
    ///
    /// Compared without regard to case or a leading `application/`, as RFC 7515, section 4.1.9 has it.
    public var type: String?
    /// The header members that the caller understands, so that `crit` may demand them.
    public var criticalHeaders: Set<String>
    /// The longest token to look at, in bytes.
    public var maximumLength: Int

    /// Makes a policy.
    ///
    /// By default it asks for `exp`, and for no `aud`.
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
    /// The durations in seconds.
    ///
    /// Dividing them costs more than all the comparisons of a token, so it is done once.
    struct Times: Sendable {
        let leeway: Int64
        let maximumAge: Int64?

        init(_ policy: JWTPolicy) {
            leeway = min(max(0, policy.leeway.wholeSeconds), 3600)
            maximumAge = policy.maximumAge?.wholeSeconds
        }
    }

    /// Checks a header whose signature is valid.
    ///
    /// - Throws: `JWTError` with `typeMismatch`.
    func check(_ header: JWSHeader) throws(JWTError) {
        guard let type else { return }
        guard let actual = header.type, Self.isSameMediaType(actual, type) else {
            throw JWTError(.typeMismatch, "The token is of another type than the one expected.")
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

    /// Checks claims whose signature is valid.
    ///
    /// - Parameters:
    ///   - claims: The claims.
    ///   - times: The policy's durations.
    ///   - now: Seconds since 1970.
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
            throw JWTError(.audienceMismatch, "The token is for another audience.")
        }
    }

    private func isOwnAudience(_ name: String) -> Bool {
        audiences.contains { $0.utf8Equals(name) }
    }

    private func check(_ times: Times, _ claims: JWTClaims, now: Int64) throws(JWTError) {
        // Saturated: no clock and no claim may make a sum trap.
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
