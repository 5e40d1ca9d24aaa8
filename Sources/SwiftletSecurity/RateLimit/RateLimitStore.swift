/// Storage for the state of rate limits.
///
/// A custom store keeps one arrival time per key. ``RateLimit/decide(_:at:)``, ``RateLimit/check(_:at:)``,
/// ``RateLimit/recorded(_:at:)`` and ``RateLimit/refundable(_:at:)`` implement the algorithm.
public protocol RateLimitStore: Sendable {
    /// Decides whether a request is allowed, and counts it, atomically.
    ///
    /// - Parameters:
    ///   - key: The key of the client, already hashed, at most 64 characters.
    ///   - limit: The limit.
    ///   - now: The current time, in microseconds since 1970.
    /// - Returns: The decision.
    /// - Throws: An error if the state is unavailable.
    func decide(_ key: String, _ limit: RateLimit, at now: Int64) async throws -> RateLimitDecision

    /// Decides whether a request would be allowed, without counting it.
    ///
    /// The parameters, the result and the errors are those of `decide`.
    func check(_ key: String, _ limit: RateLimit, at now: Int64) async throws -> RateLimitDecision

    /// Counts a request that cannot be rejected, atomically.
    ///
    /// - Parameters:
    ///   - key: The key of the client, already hashed, at most 64 characters.
    ///   - limit: The limit.
    ///   - now: The current time, in microseconds since 1970.
    /// - Throws: An error if the state is unavailable.
    func record(_ key: String, _ limit: RateLimit, at now: Int64) async throws

    /// Refunds a counted request, atomically.
    ///
    /// - Parameters:
    ///   - decision: The decision that counted the request.
    ///   - key: The key for which it was counted.
    ///   - limit: The limit against which it was counted.
    ///   - now: The current time, in microseconds since 1970.
    /// - Throws: An error if the state is unavailable.
    func refund(_ decision: RateLimitDecision, of key: String, _ limit: RateLimit, at now: Int64) async throws
}
