public import Swiftlet

/// Signs tokens.
///
/// ```swift
/// let key = try JWTKey(secret: secret)
/// let signer = try JWTSigner(keys: JWKSet(key), issuer: "https://api.example.com", lifetime: .seconds(900))
/// let token = try signer.sign(JWTClaims(subject: "42"))
/// ```
public struct JWTSigner: Sendable {
    /// The signing key.
    let key: JWTKey
    /// The default `iss`, for claims without one.
    let issuer: String?
    /// The default `aud`, for claims without one.
    let audience: [String]
    /// The time until tokens expire, for claims without `exp`.
    ///
    /// `nil` for tokens that never expire.
    let lifetime: Duration?
    private let lifetimeInSeconds: Int64?
    private let clock: WallClock

    /// Creates a signer.
    ///
    /// - Parameters:
    ///   - keys: The keys, of which the first that can sign is used.
    ///   - issuer: The default `iss`.
    ///   - audience: The default `aud`.
    ///   - lifetime: The time until tokens expire, for claims without `exp`. `nil` for tokens that never expire.
    ///   - clock: The clock.
    /// - Throws: `JWTError` with `keyCannotSign` if all keys are public.
    public init(
        keys: JWKSet,
        issuer: String? = nil,
        audience: [String] = [],
        lifetime: Duration? = nil,
        clock: WallClock = .system
    ) throws(JWTError) {
        guard let key = keys.signingKey else { throw JWTError(.keyCannotSign, "The key set has no key that can sign.") }
        self.key = key
        self.issuer = issuer
        self.audience = audience
        self.lifetime = lifetime
        lifetimeInSeconds = lifetime?.wholeSeconds
        self.clock = clock
    }

    /// Signs claims.
    ///
    /// With a `lifetime`, absent `iat` and `exp` claims are set.
    ///
    /// - Parameters:
    ///   - claims: The claims.
    ///   - type: The `typ` of the header. `JWT` by default, none if `nil`.
    /// - Returns: The token.
    /// - Throws: `JWTError` with `invalidClaim` if `other` contains a registered claim, or with `cryptographyFailed`.
    public func sign(_ claims: JWTClaims, type: String? = "JWT") throws(JWTError) -> String {
        var defaults = JWTClaims.Defaults(issuer: issuer, audience: audience)
        if let lifetimeInSeconds {
            let issuedAt = claims.issuedAt ?? clock.seconds
            defaults.issuedAt = issuedAt
            defaults.expiresAt = issuedAt.addingSaturated(lifetimeInSeconds)
        }
        return try JWS.sign(try claims.json(defaults: defaults), with: key, type: type)
    }

    /// Signs the claims of a custom type.
    ///
    /// - Parameters:
    ///   - payload: The value with the claims.
    ///   - type: The `typ` of the header. `JWT` by default, none if `nil`.
    /// - Returns: The token.
    /// - Throws: `JWTError`, like the overload for claims.
    public func sign(_ payload: some JWTPayload, type: String? = "JWT") throws(JWTError) -> String {
        try sign(payload.claims, type: type)
    }
}
