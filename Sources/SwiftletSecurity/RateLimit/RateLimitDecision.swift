/// The result of checking a rate limit.
public struct RateLimitDecision: Sendable, Hashable {
    /// Whether the request is allowed.
    public let isAllowed: Bool
    /// The number of requests that may arrive at the same time.
    public let limit: Int
    /// The number of further requests that are allowed now.
    public let remaining: Int
    /// The time until the full limit is available again.
    public let reset: Duration
    /// The time until the next request is allowed, or `nil` if this one is.
    public let retryAfter: Duration?
    /// The theoretical arrival time of the key, in microseconds since 1970.
    ///
    /// For custom stores, which keep it.
    public let arrival: Int64
}
