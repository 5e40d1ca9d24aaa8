/// The maximum rate of requests: a number per period, with a burst.
///
/// ```swift
/// let limit = RateLimit(100, per: .seconds(60))
/// let limiter = RateLimiter("api", limit, store: MemoryRateLimitStore(), onFailure: .open)
/// let app = App(title: "Shop", version: "1.0.0") {
///     RateLimiting(limiter)
///     sell
/// }
/// ```
///
/// The algorithm is the generic cell rate algorithm (GCRA), a leaky bucket of ``burst`` cells that drains at a constant rate.
/// It needs one number of state per key, and a rejected request does not change it.
public struct RateLimit: Sendable, Hashable {
    /// The number of requests per period.
    public let count: Int
    /// The period, from a millisecond to 2^40 seconds.
    public let period: Duration
    /// The number of requests that may arrive at the same time.
    public let burst: Int

    /// Creates a limit.
    ///
    /// - Parameters:
    ///   - count: The number of requests per period, at least 1.
    ///   - period: The period, at least a millisecond.
    ///   - burst: The number of requests that may arrive at the same time. `count` by default.
    public init(_ count: Int, per period: Duration, burst: Int? = nil) {
        self.count = max(1, count)
        self.period = min(max(.milliseconds(1), period), Self.longestPeriod)
        self.burst = max(1, burst ?? count)
    }

    /// Parses a limit such as `100/minute`, `5/10s` or `1000/hour`.
    ///
    /// - Returns: `nil` if the text is not a limit.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int(parts[0]), count > 0 else { return nil }
        let number = parts[1].prefix { $0.isASCII && $0.isNumber }
        guard let multiple = number.isEmpty ? 1 : Int(number), (1...1_000_000).contains(multiple) else { return nil }
        let seconds: Int
        switch parts[1].dropFirst(number.count) {
        case "s", "second", "seconds": seconds = 1
        case "m", "minute", "minutes": seconds = 60
        case "h", "hour", "hours": seconds = 3600
        case "d", "day", "days": seconds = 86_400
        default: return nil
        }
        self.init(count, per: .seconds(seconds * multiple))
    }

    /// About 35,000 years: adding a time and a few of these does not overflow.
    private static let longestPeriod = Duration.seconds(1 << 40)

    /// The emission interval, the time between requests at the limit, in microseconds: at least 1.
    var interval: Int64 { max(1, period.microseconds / Int64(count)) }

    /// The maximum distance of a key's arrival time from now, in microseconds.
    ///
    /// Bounded, so that sums with it do not overflow.
    var tolerance: Int64 {
        let (product, overflows) = interval.multipliedReportingOverflow(by: Int64(burst))
        return overflows ? Self.longestPeriod.microseconds : min(product, Self.longestPeriod.microseconds)
    }

    /// Decides whether a request is allowed, and counts it.
    ///
    /// - Parameters:
    ///   - arrival: The theoretical arrival time of the key, or `nil` for an unknown key, in microseconds since 1970.
    ///   - now: The current time, in microseconds since 1970.
    /// - Returns: The decision.
    func decide(_ arrival: Int64?, at now: Int64) -> RateLimitDecision {
        let base = max(arrival ?? now, now)
        let next = base + interval
        let isAllowed = next - now <= tolerance
        return decision(isAllowed: isAllowed, arrival: isAllowed ? next : base, now: now)
    }

    /// Decides whether a request would be allowed, without counting it.
    ///
    /// The parameters and the result are those of `decide`.
    func check(_ arrival: Int64?, at now: Int64) -> RateLimitDecision {
        let base = max(arrival ?? now, now)
        return decision(isAllowed: base + interval - now <= tolerance, arrival: base, now: now)
    }

    /// Returns the arrival time of a key after counting a request that cannot be rejected.
    ///
    /// At most as far ahead as after the last allowed request, so that the key is never blocked for longer than one that has
    /// used its whole limit.
    func recorded(_ arrival: Int64?, at now: Int64) -> Int64 {
        min(max(arrival ?? now, now) + interval, now + tolerance)
    }

    /// The part of a counted request that can still be refunded, in microseconds.
    func refundable(_ decision: RateLimitDecision, at now: Int64) -> Int64 {
        decision.isAllowed ? max(0, min(interval, decision.arrival - now)) : 0
    }

    /// Creates the decision for an arrival time.
    func decision(isAllowed: Bool, arrival: Int64, now: Int64) -> RateLimitDecision {
        let ahead = max(0, arrival - now)
        return RateLimitDecision(
            isAllowed: isAllowed,
            limit: burst,
            remaining: Int(max(0, (tolerance - ahead) / interval)),
            reset: .microseconds(ahead),
            retryAfter: isAllowed ? nil : .microseconds(max(1, ahead + interval - tolerance)),
            arrival: arrival
        )
    }
}

extension Duration {
    var microseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }

    /// The duration in whole seconds, rounded up.
    var secondsRoundedUp: Int64 {
        components.seconds + (components.attoseconds > 0 ? 1 : 0)
    }
}
