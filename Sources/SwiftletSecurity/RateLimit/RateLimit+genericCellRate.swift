// The generic cell rate algorithm (GCRA). `DatabaseRateLimitStore` implements it in SQL too.
extension RateLimit {
    /// The emission interval, the time between requests at the limit, in microseconds: at least 1.
    package var interval: Int64 { max(1, period.microseconds / Int64(count)) }

    /// The maximum distance of a key's arrival time from now, in microseconds.
    ///
    /// Bounded, so that sums with it do not overflow.
    package var tolerance: Int64 {
        let (product, overflows) = interval.multipliedReportingOverflow(by: Int64(burst))
        return overflows ? Self.longestPeriod.microseconds : min(product, Self.longestPeriod.microseconds)
    }

    /// Decides whether a request is allowed, and counts it.
    ///
    /// For custom stores, which keep the arrival time of the decision.
    ///
    /// - Parameters:
    ///   - arrival: The theoretical arrival time of the key, or `nil` for an unknown key, in microseconds since 1970.
    ///   - now: The current time, in microseconds since 1970.
    /// - Returns: The decision.
    public func decide(_ arrival: Int64?, at now: Int64) -> RateLimitDecision {
        let base = max(arrival ?? now, now)
        let next = base + interval
        let isAllowed = next - now <= tolerance
        return decision(isAllowed: isAllowed, arrival: isAllowed ? next : base, now: now)
    }

    /// Decides whether a request would be allowed, without counting it.
    ///
    /// The parameters and the result are those of `decide`.
    public func check(_ arrival: Int64?, at now: Int64) -> RateLimitDecision {
        let base = max(arrival ?? now, now)
        return decision(isAllowed: base + interval - now <= tolerance, arrival: base, now: now)
    }

    /// Returns the arrival time of a key after counting a request that cannot be rejected.
    ///
    /// At most as far ahead as after the last allowed request, so that the key is never blocked for longer than one that has
    /// used its whole limit.
    ///
    /// - Parameters:
    ///   - arrival: The theoretical arrival time of the key, or `nil` for an unknown key, in microseconds since 1970.
    ///   - now: The current time, in microseconds since 1970.
    /// - Returns: The arrival time to keep, in microseconds since 1970.
    public func recorded(_ arrival: Int64?, at now: Int64) -> Int64 {
        min(max(arrival ?? now, now) + interval, now + tolerance)
    }

    /// Returns the part of a counted request that can still be refunded.
    ///
    /// - Parameters:
    ///   - decision: The decision that counted the request.
    ///   - now: The current time, in microseconds since 1970.
    /// - Returns: The time to subtract from the arrival time of the key, in microseconds.
    public func refundable(_ decision: RateLimitDecision, at now: Int64) -> Int64 {
        decision.isAllowed ? max(0, min(interval, decision.arrival - now)) : 0
    }

    /// Creates the decision for an arrival time.
    package func decision(isAllowed: Bool, arrival: Int64, now: Int64) -> RateLimitDecision {
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
