/// Verifies tokens against keys that are at hand.
///
/// ```swift
/// let verifier = JWTVerifier(keys: JWKSet(try JWTKey(secret: secret)), policy: JWTPolicy(issuers: ["https://id.example"]))
/// let claims = try verifier.verify(token)
/// ```
///
/// For keys that an identity provider publishes, see `RemoteJWTVerifier`.
public struct JWTVerifier: Sendable {
    /// The keys to trust.
    public let keys: JWKSet
    /// What a token must say.
    public let policy: JWTPolicy
    private let times: JWTPolicy.Times
    private let now: @Sendable () -> Int64

    /// Makes a verifier.
    ///
    /// - Parameters:
    ///   - keys: The keys to trust.
    ///   - policy: What a token must say.
    ///   - now: The clock: seconds since 1970. The system's when nil.
    public init(keys: JWKSet, policy: JWTPolicy = JWTPolicy(), now: (@Sendable () -> Int64)? = nil) {
        self.keys = keys
        self.policy = policy
        times = JWTPolicy.Times(policy)
        self.now = now ?? SystemTime.now
    }

    /// Verifies a token: its form, then its signature, then its claims.
    ///
    /// - Parameter token: The compact form, without `Bearer` and white space.
    /// - Returns: The claims.
    /// - Throws: `JWTError` for the first thing that is wrong.
    public func verify(_ token: String) throws(JWTError) -> JWTClaims {
        try UnverifiedJWS(token, keys: keys, policy: policy).verifiedClaims(policy, times, now: now())
    }

    /// Verifies a token and reads its claims as a type of one's own.
    ///
    /// - Parameters:
    ///   - token: The compact form, without `Bearer` and white space.
    ///   - type: The type to read.
    /// - Returns: What `type` makes of the claims.
    /// - Throws: `JWTError` for the first thing that is wrong, or what `type` throws.
    public func verify<Payload: JWTPayload>(_ token: String, as type: Payload.Type) throws(JWTError) -> Payload {
        try Payload(claims: try verify(token))
    }
}

extension UnverifiedJWS {
    init(_ token: String, keys: JWKSet, policy: JWTPolicy) throws(JWTError) {
        try self.init(
            token,
            keys: keys,
            critical: policy.criticalHeaders,
            maximumLength: policy.maximumLength
        )
    }
}
