/// Verifies tokens with local keys.
///
/// ```swift
/// let policy = JWTPolicy(issuers: ["https://api.example.com"])
/// let verifier = JWTVerifier(keys: JWKSet(key), policy: policy)
/// let claims = try verifier.verify(token)
/// ```
///
/// For the published keys of an identity provider, see ``RemoteJWTVerifier``.
public struct JWTVerifier: Sendable {
    /// The trusted keys.
    public let keys: JWKSet
    /// The requirements for tokens.
    public let policy: JWTPolicy
    private let times: JWTPolicy.Times
    private let now: @Sendable () -> Int64

    /// Creates a verifier.
    ///
    /// - Parameters:
    ///   - keys: The trusted keys.
    ///   - policy: The requirements for tokens.
    ///   - now: The clock, in seconds since 1970. The system clock by default.
    public init(keys: JWKSet, policy: JWTPolicy = JWTPolicy(), now: (@Sendable () -> Int64)? = nil) {
        self.keys = keys
        self.policy = policy
        times = JWTPolicy.Times(policy)
        self.now = now ?? SystemTime.now
    }

    /// Verifies a token: its format, its signature and its claims, in this order.
    ///
    /// - Parameter token: The token in compact serialization, without `Bearer` and white space.
    /// - Returns: The claims.
    /// - Throws: `JWTError` for the first failed check.
    public func verify(_ token: String) throws(JWTError) -> JWTClaims {
        try UnverifiedJWS(token, keys: keys, policy: policy).verifiedClaims(policy, times, now: now())
    }

    /// Verifies a token and decodes its claims as a custom type.
    ///
    /// - Parameters:
    ///   - token: The token in compact serialization, without `Bearer` and white space.
    ///   - type: The type of the payload.
    /// - Returns: The payload.
    /// - Throws: `JWTError` for the first failed check, or an error of `type`.
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
