import Synchronization

/// Where the state of rate limits is kept.
public protocol RateLimitStore: Sendable {
    /// Decides about one request and notes it, in one step that no other request can come between.
    ///
    /// - Parameters:
    ///   - key: who asks: already hashed, at most 64 characters.
    ///   - limit: how often they may.
    ///   - now: the time, in microseconds since 1970.
    /// - Returns: whether it may pass, and what is left.
    /// - Throws: an error if the state cannot be reached.
    func decide(_ key: String, _ limit: RateLimit, at now: Int64) async throws -> RateLimitDecision

    /// Decides whether a request could pass, without counting it.
    ///
    /// The parameters, the result and the errors are those of `decide`.
    func check(_ key: String, _ limit: RateLimit, at now: Int64) async throws -> RateLimitDecision

    /// Counts one request that cannot be rejected, in one step that no other request can come between.
    ///
    /// - Parameters:
    ///   - key: the client's key: already hashed, at most 64 characters.
    ///   - limit: how often they may.
    ///   - now: the time, in microseconds since 1970.
    /// - Throws: an error if the state cannot be reached.
    func record(_ key: String, _ limit: RateLimit, at now: Int64) async throws

    /// Takes back one request that was counted, in one step that no other request can come between.
    ///
    /// - Parameters:
    ///   - decision: the decision that counted it.
    ///   - key: the key it was counted for.
    ///   - limit: the limit it was counted against.
    ///   - now: the time, in microseconds since 1970.
    /// - Throws: an error if the state cannot be reached.
    func refund(_ decision: RateLimitDecision, of key: String, _ limit: RateLimit, at now: Int64) async throws
}

/// State in the memory of the process.
///
/// The instances of a function share no memory, so that each of them grants the whole limit: for tests, for one local
/// process, or as a guard against a single busy client.
public final class MemoryRateLimitStore: RateLimitStore {
    private struct State {
        var arrivals: [String: Int64] = [:]
        /// How many keys there are when those that no longer matter are dropped.
        var sweepCount: Int
    }

    private let state: Mutex<State>
    private let capacity: Int

    /// Creates a store.
    ///
    /// - Parameter capacity: how many keys are kept before those that no longer matter are dropped. While most of them
    ///   matter, up to a quarter more are kept.
    public init(capacity: Int = 100_000) {
        self.capacity = max(1, capacity)
        state = Mutex(State(sweepCount: self.capacity))
    }

    /// How many keys are kept.
    var count: Int { state.withLock { $0.arrivals.count } }

    /// Decides under a lock.
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

    /// Counts under a lock.
    public func record(_ key: String, _ limit: RateLimit, at now: Int64) {
        state.withLock { state in
            set(limit.recorded(state.arrivals[key], at: now), of: key, in: &state, at: now)
        }
    }

    /// Takes back under a lock.
    public func refund(_ decision: RateLimitDecision, of key: String, _ limit: RateLimit, at now: Int64) {
        state.withLock { state in
            if let arrival = state.arrivals[key] { state.arrivals[key] = arrival - limit.refundable(decision, at: now) }
        }
    }

    private func set(_ arrival: Int64, of key: String, in state: inout State, at now: Int64) {
        if state.arrivals.count >= state.sweepCount {
            state.arrivals = state.arrivals.filter { $0.value > now }
            // Where all are still needed, the oldest state is worth less than a bounded memory.
            if state.arrivals.count >= capacity { state.arrivals.removeAll(keepingCapacity: true) }
            // A sweep reads every key, so the next one waits until as many have come as make it worth it.
            state.sweepCount = max(capacity, state.arrivals.count + capacity / 4)
        }
        state.arrivals[key] = arrival
    }
}
