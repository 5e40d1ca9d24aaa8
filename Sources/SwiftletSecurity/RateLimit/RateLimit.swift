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
    static let longestPeriod = Duration.seconds(1 << 40)
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
