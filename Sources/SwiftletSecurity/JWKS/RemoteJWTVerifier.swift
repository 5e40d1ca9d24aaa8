public import Swiftlet

/// Verifies tokens with the published keys of an identity provider.
///
/// ```swift
/// let keys = try RemoteJWKSet(url: "https://id.example.com/.well-known/jwks.json")
/// let policy = JWTPolicy(issuers: ["https://id.example.com"], audiences: ["users"])
/// let claims = try await RemoteJWTVerifier(keys: keys, policy: policy).verify(token)
/// ```
public struct RemoteJWTVerifier: Sendable {
    /// The trusted keys.
    let keys: RemoteJWKSet
    /// The requirements for tokens.
    let policy: JWTPolicy
    private let times: JWTPolicy.Times
    private let clock: WallClock

    /// Creates a verifier.
    ///
    /// - Parameters:
    ///   - keys: The trusted keys.
    ///   - policy: The requirements for tokens. Set `issuers` and `audiences` for a provider with many tenants or services.
    ///   - clock: The clock.
    public init(keys: RemoteJWKSet, policy: JWTPolicy = JWTPolicy(), clock: WallClock = .system) {
        self.keys = keys
        self.policy = policy
        times = JWTPolicy.Times(policy)
        self.clock = clock
    }

    /// Verifies a token: its format, its signature and its claims, in this order.
    ///
    /// - Parameter token: The token in compact serialization, without `Bearer` and white space.
    /// - Returns: The claims.
    /// - Throws: `JWTError` for the first failed check, with `keysUnavailable` if there are no keys; `CancellationError` if the
    ///   task is cancelled.
    public func verify(_ token: String) async throws -> JWTClaims {
        var unverified = try UnverifiedJWS(token, keys: JWKSet([]), policy: policy)
        // A token for an algorithm without a published key should not cause a fetch.
        guard let algorithm = JWTAlgorithm(name: unverified.header.algorithm), algorithm.keyKind != .secret else {
            throw JWTError(.algorithmMismatch, "No published key is for the algorithm of the token.")
        }
        unverified.trust(try await keys.keys(for: unverified.header.keyID))
        return try unverified.verifiedClaims(policy, times, now: clock.seconds)
    }

    /// Verifies a token and decodes its claims as a custom type.
    ///
    /// - Parameters:
    ///   - token: The token in compact serialization, without `Bearer` and white space.
    ///   - type: The type of the payload.
    /// - Returns: The payload.
    /// - Throws: Like `verify(_:)`, or an error of `type`.
    public func verify<Payload: JWTPayload>(_ token: String, as type: Payload.Type) async throws -> Payload {
        try Payload(claims: try await verify(token))
    }
}
