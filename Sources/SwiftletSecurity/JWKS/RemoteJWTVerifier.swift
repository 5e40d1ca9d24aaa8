/// Verifies tokens against the keys that an identity provider publishes.
///
/// ```swift
/// let keys = try RemoteJWKSet(url: "https://id.example/.well-known/jwks.json")
/// let verifier = RemoteJWTVerifier(keys: keys, policy: JWTPolicy(issuers: ["https://id.example"], audiences: ["users"]))
/// let claims = try await verifier.verify(token)
/// ```
public struct RemoteJWTVerifier: Sendable {
    /// The keys to trust.
    public let keys: RemoteJWKSet
    /// What a token must say.
    public let policy: JWTPolicy
    private let times: JWTPolicy.Times
    private let now: @Sendable () -> Int64

    /// Makes a verifier.
    ///
    /// - Parameters:
    ///   - keys: The keys to trust.
    ///   - policy: What a token must say. With a provider that serves many, ask for `issuers` and `audiences`.
    ///   - now: The clock: seconds since 1970. The system's when nil.
    public init(keys: RemoteJWKSet, policy: JWTPolicy = JWTPolicy(), now: (@Sendable () -> Int64)? = nil) {
        self.keys = keys
        self.policy = policy
        times = JWTPolicy.Times(policy)
        self.now = now ?? SystemTime.now
    }

    /// Verifies a token: its form, then its signature, then its claims.
    ///
    /// - Parameter token: The compact form, without `Bearer` and white space.
    /// - Returns: The claims.
    /// - Throws: `JWTError` for the first thing that is wrong, with `keysUnavailable` when there are no keys to check it
    ///   with; `CancellationError` when the task is cancelled.
    public func verify(_ token: String) async throws -> JWTClaims {
        var unverified = try UnverifiedJWS(token, keys: JWKSet([]), policy: policy)
        // No published key is for another algorithm, so a token with one is not worth a fetch.
        guard let algorithm = JWTAlgorithm(name: unverified.header.algorithm), algorithm.keyKind != .secret else {
            throw JWTError(.algorithmMismatch, "The token names an algorithm that no published key is for.")
        }
        unverified.trust(try await keys.keys(for: unverified.header.keyID))
        return try unverified.verifiedClaims(policy, times, now: now())
    }

    /// Verifies a token and reads its claims as a type of one's own.
    ///
    /// - Parameters:
    ///   - token: The compact form, without `Bearer` and white space.
    ///   - type: The type to read.
    /// - Returns: What `type` makes of the claims.
    /// - Throws: Like `verify(_:)`, or what `type` throws.
    public func verify<Payload: JWTPayload>(_ token: String, as type: Payload.Type) async throws -> Payload {
        try Payload(claims: try await verify(token))
    }
}
