/// The caching policy for a fetched key set.
///
/// Pure logic without I/O: times in, decisions out.
struct JWKSCache: Sendable {
    /// The durations of the policy.
    struct Timing: Sendable {
        /// The time for which a fetched set is fresh.
        var lifetime: Duration
        /// The additional time for which a stale set is used while fetching fails.
        var staleness: Duration
        /// The minimum time between fetches.
        var interval: Duration
        /// The minimum time between a failed fetch and the next one while there are no keys.
        var retryInterval: Duration
    }

    /// The action for a caller that needs keys.
    enum Decision: Sendable {
        /// Use these keys.
        case use(JWKSet)
        /// Start a fetch and wait for it. If it fails, use the fallback.
        case fetch(fallback: JWKSet?)
        /// Wait for the fetch in progress. If it fails, use the fallback.
        case wait(fallback: JWKSet?)
        /// There are no keys, and it is too early for the next fetch.
        case unavailable
    }

    private let timing: Timing
    private var keys: JWKSet?
    private var fetchedAt: ContinuousClock.Instant?
    private var attemptedAt: ContinuousClock.Instant?
    private var isFetching = false

    init(_ timing: Timing) {
        self.timing = timing
    }

    /// Decides what to do for a token with this `kid`.
    func decision(for keyID: String?, at now: ContinuousClock.Instant) -> Decision {
        guard let keys, let fetchedAt else {
            if isFetching { return .wait(fallback: nil) }
            return mayFetch(after: timing.retryInterval, at: now) ? .fetch(fallback: nil) : .unavailable
        }
        let age = fetchedAt.duration(to: now)
        let isKnown = keys.hasCandidates(for: keyID)
        if age < timing.lifetime, isKnown { return .use(keys) }
        let fallback = age < timing.lifetime + timing.staleness ? keys : nil
        if isFetching {
            // While one caller refreshes a stale set, others use it if it has the key.
            guard isKnown, let fallback else { return .wait(fallback: fallback) }
            return .use(fallback)
        }
        if mayFetch(after: fallback == nil ? timing.retryInterval : timing.interval, at: now) {
            return .fetch(fallback: fallback)
        }
        return fallback.map(Decision.use) ?? .unavailable
    }

    private func mayFetch(after interval: Duration, at now: ContinuousClock.Instant) -> Bool {
        attemptedAt.map { $0.duration(to: now) >= interval } ?? true
    }

    /// Records the start of a fetch.
    mutating func fetchStarted(at now: ContinuousClock.Instant) {
        isFetching = true
        attemptedAt = now
    }

    /// Records the result of a fetch; `nil` if it failed.
    mutating func fetchFinished(with fetched: JWKSet?, at now: ContinuousClock.Instant) {
        isFetching = false
        guard let fetched else { return }
        keys = fetched
        fetchedAt = now
    }
}
