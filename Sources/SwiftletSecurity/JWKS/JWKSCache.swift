/// When a fetched key set is used, refreshed and let go.
///
/// Decides only: times in, decisions out.
struct JWKSCache: Sendable {
    /// How long things last.
    struct Timing: Sendable {
        /// How long a fetched set is used without asking again.
        var lifetime: Duration
        /// How long a set is used after that while fetching fails.
        var staleness: Duration
        /// The least time from one fetch to the next.
        var interval: Duration
        /// The least time from a failed fetch to the next while there are no keys at all.
        var retryInterval: Duration
    }

    /// What the caller who wants keys does.
    enum Decision: Sendable {
        /// Use these.
        case use(JWKSet)
        /// Begin to fetch, and wait for it. If it fails, use the fallback.
        case fetch(fallback: JWKSet?)
        /// Wait for the fetch that is under way. If it fails, use the fallback.
        case wait(fallback: JWKSet?)
        /// There are no keys, and it is too early to ask again.
        case giveUp
    }

    private let timing: Timing
    private var keys: JWKSet?
    private var fetchedAt: ContinuousClock.Instant?
    private var attemptedAt: ContinuousClock.Instant?
    private var isFetching = false

    init(_ timing: Timing) {
        self.timing = timing
    }

    /// What to do for a token with this `kid`.
    func decision(for keyID: String?, at now: ContinuousClock.Instant) -> Decision {
        guard let keys, let fetchedAt else {
            if isFetching { return .wait(fallback: nil) }
            return mayFetch(after: timing.retryInterval, at: now) ? .fetch(fallback: nil) : .giveUp
        }
        let age = fetchedAt.duration(to: now)
        let isKnown = keys.hasCandidates(for: keyID)
        if age < timing.lifetime, isKnown { return .use(keys) }
        let fallback = age < timing.lifetime + timing.staleness ? keys : nil
        if isFetching {
            // An old set that has the key serves those who come while one caller renews it.
            guard isKnown, let fallback else { return .wait(fallback: fallback) }
            return .use(fallback)
        }
        if mayFetch(after: fallback == nil ? timing.retryInterval : timing.interval, at: now) {
            return .fetch(fallback: fallback)
        }
        return fallback.map(Decision.use) ?? .giveUp
    }

    private func mayFetch(after interval: Duration, at now: ContinuousClock.Instant) -> Bool {
        attemptedAt.map { $0.duration(to: now) >= interval } ?? true
    }

    /// A fetch begins.
    mutating func began(at now: ContinuousClock.Instant) {
        isFetching = true
        attemptedAt = now
    }

    /// The fetch ended, with a set or without.
    mutating func ended(with fetched: JWKSet?, at now: ContinuousClock.Instant) {
        isFetching = false
        guard let fetched else { return }
        keys = fetched
        fetchedAt = now
    }
}
