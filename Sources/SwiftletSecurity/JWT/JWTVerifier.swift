public import Swiftlet

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
    let keys: JWKSet
    /// The requirements for tokens.
    let policy: JWTPolicy
    private let times: JWTPolicy.Times
    private let clock: WallClock

    /// Creates a verifier.
    ///
    /// - Parameters:
    ///   - keys: The trusted keys.
    ///   - policy: The requirements for tokens.
    ///   - clock: The clock.
    public init(keys: JWKSet, policy: JWTPolicy = JWTPolicy(), clock: WallClock = .system) {
        self.keys = keys
        self.policy = policy
        times = JWTPolicy.Times(policy)
        self.clock = clock
    }

    /// Verifies a token: its format, its signature and its claims, in this order.
    ///
    /// - Parameter token: The token in compact serialization, without `Bearer` and white space.
    /// - Returns: The claims.
    /// - Throws: `JWTError` for the first failed check.
    public func verify(_ token: String) throws(JWTError) -> JWTClaims {
        try UnverifiedJWS(token, keys: keys, policy: policy).verifiedClaims(policy, times, now: clock.seconds)
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
