import Synchronization

/// A rate limit store in process memory.
///
/// The instances of a function share no memory, so each of them grants the whole limit. Use it for tests, for a single
/// process, or as a guard against one busy client.
public final class MemoryRateLimitStore: RateLimitStore {
    private struct State {
        var arrivals: [String: Int64] = [:]
        /// The number of keys at which expired ones are removed next.
        var sweepCount: Int
    }

    private let state: Mutex<State>
    private let capacity: Int

    /// Creates a store.
    ///
    /// - Parameter capacity: The number of keys at which expired ones are removed. If most of them have not expired, up to a
    ///   quarter more are kept.
    public init(capacity: Int = 100_000) {
        self.capacity = max(1, capacity)
        state = Mutex(State(sweepCount: self.capacity))
    }

    /// The number of keys.
    var count: Int { state.withLock { $0.arrivals.count } }

    /// Decides and counts under a lock.
    public func decide(_ key: String, _ limit: RateLimit, at now: Int64) -> RateLimitDecision {
        state.withLock { state in
            let decision = limit.decide(state.arrivals[key], at: now)
            if decision.isAllowed { set(decision.arrival, of: key, in: &state, at: now) }
            return decision
        }
    }

    /// Decides without counting.
    public func check(_ key: String, _ limit: RateLimit, at now: Int64) -> RateLimitDecision {
        limit.check(state.withLock { $0.arrivals[key] }, at: now)
    }

    /// Counts the request under a lock.
    public func record(_ key: String, _ limit: RateLimit, at now: Int64) {
        state.withLock { state in
            set(limit.recorded(state.arrivals[key], at: now), of: key, in: &state, at: now)
        }
    }

    /// Refunds the request under a lock.
    public func refund(_ decision: RateLimitDecision, of key: String, _ limit: RateLimit, at now: Int64) {
        state.withLock { state in
            if let arrival = state.arrivals[key] { state.arrivals[key] = arrival - limit.refundable(decision, at: now) }
        }
    }

    private func set(_ arrival: Int64, of key: String, in state: inout State, at now: Int64) {
        if state.arrivals.count >= state.sweepCount {
            state.arrivals = state.arrivals.filter { $0.value > now }
            // If no key has expired, bounding the memory is worth losing the counts.
            if state.arrivals.count >= capacity { state.arrivals.removeAll(keepingCapacity: true) }
            // A sweep reads every key, so the next one is delayed until at least a quarter of the capacity has been added.
            state.sweepCount = max(capacity, state.arrivals.count + capacity / 4)
        }
        state.arrivals[key] = arrival
    }
}
