import Synchronization

/// A rate limit store in process memory.
///
/// The instances of a function share no memory, so each of them grants the whole limit. Use it for tests, for a single
/// process, or as a guard against one busy client.
public final class MemoryRateLimitStore: RateLimitStore {
    private let arrivals = Mutex<[String: Int64]>([:])
    private let capacity: Int

    /// Creates a store.
    ///
    /// - Parameter capacity: The number of keys at which expired ones are removed.
    public init(capacity: Int = 100_000) {
        self.capacity = max(1, capacity)
    }

    /// Decides and counts under a lock.
    public func decide(_ key: String, _ limit: RateLimit, at now: Int64) -> RateLimitDecision {
        arrivals.withLock { arrivals in
            let decision = limit.decide(arrivals[key], at: now)
            if decision.isAllowed { set(decision.arrival, of: key, in: &arrivals, at: now) }
            return decision
        }
    }

    /// Decides without counting.
    public func check(_ key: String, _ limit: RateLimit, at now: Int64) -> RateLimitDecision {
        limit.check(arrivals.withLock { $0[key] }, at: now)
    }

    /// Counts the request under a lock.
    public func record(_ key: String, _ limit: RateLimit, at now: Int64) {
        arrivals.withLock { arrivals in
            set(limit.recorded(arrivals[key], at: now), of: key, in: &arrivals, at: now)
        }
    }

    /// Refunds the request under a lock.
    public func refund(_ decision: RateLimitDecision, of key: String, _ limit: RateLimit, at now: Int64) {
        arrivals.withLock { arrivals in
            if let arrival = arrivals[key] { arrivals[key] = arrival - limit.refundable(decision, at: now) }
        }
    }

    private func set(_ arrival: Int64, of key: String, in arrivals: inout [String: Int64], at now: Int64) {
        if arrivals.count >= capacity { arrivals = arrivals.filter { $0.value > now } }
        // If no key has expired, bounding the memory is worth losing the counts.
        if arrivals.count >= capacity { arrivals.removeAll(keepingCapacity: true) }
        arrivals[key] = arrival
    }
}
