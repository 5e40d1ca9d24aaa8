/// Signs tokens.
///
/// ```swift
/// let signer = try JWTSigner(keys: JWKSet(try JWTKey(secret: secret)), issuer: "https://api.example", lifetime: .seconds(900))
/// let token = try signer.sign(JWTClaims(subject: "42"))
/// ```
public struct JWTSigner: Sendable {
    /// The key that signs.
    public let key: JWTKey
    /// The `iss` of claims that have none.
    public let issuer: String?
    /// The `aud` of claims that have none.
    public let audience: [String]
    /// How long a token is valid whose claims have no `exp`.
    ///
    /// For ever when nil.
    public let lifetime: Duration?
    private let lifetimeInSeconds: Int64?
    private let now: @Sendable () -> Int64

    /// Makes a signer.
    ///
    /// - Parameters:
    ///   - keys: The first that can sign does.
    ///   - issuer: The `iss` of claims that have none.
    ///   - audience: The `aud` of claims that have none.
    ///   - lifetime: How long a token is valid whose claims have no `exp`. For ever when nil.
    ///   - now: The clock: seconds since 1970. The system's when nil.
    /// - Throws: `JWTError` with `keyCannotSign` when all keys are public.
    public init(
        keys: JWKSet,
        issuer: String? = nil,
        audience: [String] = [],
        lifetime: Duration? = nil,
        now: (@Sendable () -> Int64)? = nil
    ) throws(JWTError) {
        guard let key = keys.signingKey else { throw JWTError(.keyCannotSign, "The key set has no key that can sign.") }
        self.key = key
        self.issuer = issuer
        self.audience = audience
        self.lifetime = lifetime
        lifetimeInSeconds = lifetime?.wholeSeconds
        self.now = now ?? SystemTime.now
    }

    /// Signs claims.
    ///
    /// With a `lifetime`, `iat` and `exp` are set where the claims have none.
    ///
    /// - Parameters:
    ///   - claims: The claims.
    ///   - type: The `typ` of the header. `JWT` by default, none when nil.
    /// - Returns: The token.
    /// - Throws: `JWTError` with `invalidClaim` when a registered claim is in `other`, or with `cryptographyFailed`.
    public func sign(_ claims: JWTClaims, type: String? = "JWT") throws(JWTError) -> String {
        var defaults = JWTClaims.Defaults(issuer: issuer, audience: audience)
        if let lifetimeInSeconds {
            let issuedAt = claims.issuedAt ?? now()
            defaults.issuedAt = issuedAt
            defaults.expiresAt = issuedAt.addingSaturated(lifetimeInSeconds)
        }
        return try claims.signed(with: key, type: type, completedBy: defaults)
    }

    /// Signs claims of a type of one's own.
    ///
    /// - Parameters:
    ///   - payload: Gives the claims.
    ///   - type: The `typ` of the header. `JWT` by default, none when nil.
    /// - Returns: The token.
    /// - Throws: `JWTError`, like the form that takes claims.
    public func sign(_ payload: some JWTPayload, type: String? = "JWT") throws(JWTError) -> String {
        try sign(payload.claims, type: type)
    }
}
