/// How often something may happen: so many times in a period, evenly or all at once.
///
/// The rule is the generic cell rate algorithm: a bucket of ``burst`` cells that empties at an even rate. It needs one
/// number of state for each key, and a refused request costs nothing.
public struct RateLimit: Sendable, Hashable {
    /// How many times in the period.
    public let count: Int
    /// The period, at least a millisecond and at most 2^40 seconds.
    public let period: Duration
    /// How many times all at once.
    public let burst: Int

    /// Creates a limit.
    ///
    /// - Parameters:
    ///   - count: how many times in the period, at least 1.
    ///   - period: the period, at least a millisecond.
    ///   - burst: how many times all at once; as many as in a period if it is not given.
    public init(_ count: Int, per period: Duration, burst: Int? = nil) {
        self.count = max(1, count)
        self.period = min(max(.milliseconds(1), period), Self.longestPeriod)
        self.burst = max(1, burst ?? count)
    }

    /// Reads a limit such as `100/minute`, `5/10s` or `1000/hour`.
    ///
    /// - Returns: `nil` if the text is none.
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

    /// Thirty thousand years: no sum of a time and a few of these overflows.
    private static let longestPeriod = Duration.seconds(1 << 40)

    /// The time one request takes up, in microseconds: at least 1.
    var interval: Int64 { max(1, period.microseconds / Int64(count)) }

    /// How far ahead of now a key may be, in microseconds.
    ///
    /// Bounded, so that the sums with it stay in range.
    var tolerance: Int64 {
        let (product, overflows) = interval.multipliedReportingOverflow(by: Int64(burst))
        return overflows ? Self.longestPeriod.microseconds : min(product, Self.longestPeriod.microseconds)
    }

    /// Decides about one request.
    ///
    /// - Parameters:
    ///   - arrival: the key's theoretical arrival time, or `nil` for a key that is not known.
    ///   - now: the time, both in microseconds since 1970.
    /// - Returns: whether it may pass, and what is left.
    func decide(_ arrival: Int64?, at now: Int64) -> RateLimitDecision {
        let base = max(arrival ?? now, now)
        let next = base + interval
        let isAllowed = next - now <= tolerance
        return decision(isAllowed: isAllowed, arrival: isAllowed ? next : base, now: now)
    }

    /// Decides whether a request could pass, without counting it.
    ///
    /// The parameters and the result are those of `decide`.
    func check(_ arrival: Int64?, at now: Int64) -> RateLimitDecision {
        let base = max(arrival ?? now, now)
        return decision(isAllowed: base + interval - now <= tolerance, arrival: base, now: now)
    }

    /// The key's arrival time after one more request has been counted that cannot be rejected.
    ///
    /// At most as far ahead as after the last request that may pass, so that a key is never blocked for longer than one
    /// that consumes all it may.
    func recorded(_ arrival: Int64?, at now: Int64) -> Int64 {
        min(max(arrival ?? now, now) + interval, now + tolerance)
    }

    /// The part of a counted request that has not been worked off yet, in microseconds.
    func refundable(_ decision: RateLimitDecision, at now: Int64) -> Int64 {
        decision.isAllowed ? max(0, min(interval, decision.arrival - now)) : 0
    }

    /// What a key's arrival time means after the decision.
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

/// Whether a request may pass, and what is left.
public struct RateLimitDecision: Sendable, Hashable {
    /// Whether it may pass.
    public let isAllowed: Bool
    /// How many requests may come all at once.
    public let limit: Int
    /// How many more may come now.
    public let remaining: Int
    /// The time until all is as if nothing had come.
    public let reset: Duration
    /// The time until the next may pass, for one that may not.
    public let retryAfter: Duration?
    /// The key's theoretical arrival time, in microseconds since 1970.
    let arrival: Int64
}

extension Duration {
    var microseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }

    /// The whole seconds that cover it.
    var secondsRoundedUp: Int64 {
        components.seconds + (components.attoseconds > 0 ? 1 : 0)
    }
}
