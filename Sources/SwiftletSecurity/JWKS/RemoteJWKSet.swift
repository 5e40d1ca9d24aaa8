import HTTPTypes
public import SwiftletIO
import Synchronization

/// The key set that an identity provider publishes, fetched when it is needed and kept.
///
/// The set is fetched with the first token, and again when it is older than its lifetime or when a token names a key that
/// is not in it, but not more often than a minimum interval allows: tokens with invented names cannot make it ask all the
/// time. Of several callers one fetches and the others wait. When fetching fails, the keys that there are serve on for a
/// while. Secrets in the set are passed over.
///
/// Make one per provider, and share it: an instance is the cache.
public final class RemoteJWKSet: Sendable {
    /// How the set is fetched and kept.
    public struct Configuration: Sendable {
        /// How long a fetched set is used without asking again.
        ///
        /// Ten minutes by default.
        public var lifetime: Duration = .seconds(600)
        /// How long an older set is used while fetching fails.
        ///
        /// A day by default.
        public var staleness: Duration = .seconds(86_400)
        /// The least time from one fetch to the next.
        ///
        /// Half a minute by default.
        public var minimumInterval: Duration = .seconds(30)
        /// The least time from a failed fetch to the next while there are no keys at all.
        ///
        /// One second by default.
        public var retryInterval: Duration = .seconds(1)
        /// How long one fetch may take.
        ///
        /// Five seconds by default.
        public var timeout: Duration = .seconds(5)
        /// The largest reply that is read, in bytes.
        ///
        /// 256 KiB by default.
        public var maximumSize = 256 * 1024
        /// The algorithm of RSA keys that have no `alg`.
        ///
        /// RS256 by default.
        public var rsaAlgorithm: JWTAlgorithm = .rs256

        /// Makes the default configuration.
        public init() {}
    }

    /// Gives the JSON text of the set.
    typealias Fetch = @Sendable () async throws -> [UInt8]

    private struct Waiter {
        var continuation: CheckedContinuation<JWKSet, any Error>
        var fallback: JWKSet?
    }

    private struct State {
        var cache: JWKSCache
        var waiters: [UInt64: Waiter] = [:]
        var lastID: UInt64 = 0
    }

    private let fetch: Fetch
    private let configuration: Configuration
    private let executor: (any TaskExecutor)?
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state: Mutex<State>

    /// Makes a set that is fetched from a URL.
    ///
    /// Nothing is fetched yet.
    ///
    /// - Parameters:
    ///   - url: Where the set is: `https`, or `http` on a loopback address. Redirects are not followed.
    ///   - loop: The event loop that fetches.
    ///   - configuration: How the set is fetched and kept.
    /// - Throws: `JWTError` with `keysUnavailable` when the URL is not one to trust keys from.
    public convenience init(
        url: String,
        loop: EventLoop = .preferred,
        configuration: Configuration = Configuration()
    ) throws(JWTError) {
        let location = try JWKSLocation(url)
        var options = HTTPClient.Configuration()
        options.timeout = configuration.timeout
        options.connectTimeout = configuration.timeout
        options.maxResponseBytes = configuration.maximumSize
        let client = HTTPClient(loop: loop, configuration: options)
        self.init(configuration: configuration, executor: loop) {
            var request = HTTPClientRequest(url: location.url)
            request.headers[.accept] = "application/jwk-set+json, application/json"
            let response = try await client.send(request)
            guard response.status == .ok else {
                throw JWTError(.keysUnavailable, "The key set was answered with status \(response.status.code).")
            }
            return response.body
        }
    }

    /// Makes a set that is fetched in any way, on an executor and by a clock of the caller's.
    init(
        configuration: Configuration,
        executor: (any TaskExecutor)? = nil,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now },
        fetch: @escaping Fetch
    ) {
        self.fetch = fetch
        self.configuration = configuration
        self.executor = executor
        self.now = now
        let timing = JWKSCache.Timing(
            lifetime: configuration.lifetime,
            staleness: configuration.staleness,
            interval: configuration.minimumInterval,
            retryInterval: configuration.retryInterval
        )
        state = Mutex(State(cache: JWKSCache(timing)))
    }

    /// Gives the keys to check a token with.
    ///
    /// - Parameter keyID: The token's `kid`: one that is not in the set may have it fetched again.
    /// - Returns: The set. It need not have the key.
    /// - Throws: `JWTError` with `keysUnavailable` when there are no keys and none can be fetched; `CancellationError`
    ///   when the task is cancelled, which does not break off a fetch that others wait for.
    public func keys(for keyID: String? = nil) async throws -> JWKSet {
        let (decision, id) = state.withLock { state in
            state.lastID += 1
            return (state.cache.decision(for: keyID, at: now()), state.lastID)
        }
        if case .use(let keys) = decision { return keys }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                enter(continuation, id, keyID)
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiters.removeValue(forKey: id) }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    private enum Entry {
        case waits
        case fetches
        case leaves(Result<JWKSet, any Error>)
    }

    /// Decides again, now that there is something to wait with: under one lock with the entry in the table.
    private func enter(_ continuation: CheckedContinuation<JWKSet, any Error>, _ id: UInt64, _ keyID: String?) {
        let entry = state.withLock { state -> Entry in
            if Task.isCancelled { return .leaves(.failure(CancellationError())) }
            let now = now()
            switch state.cache.decision(for: keyID, at: now) {
            case .use(let keys):
                return .leaves(.success(keys))
            case .giveUp:
                return .leaves(.failure(JWTError(.keysUnavailable, "The key set could not be fetched a moment ago.")))
            case .wait(let fallback):
                state.waiters[id] = Waiter(continuation: continuation, fallback: fallback)
                return .waits
            case .fetch(let fallback):
                state.waiters[id] = Waiter(continuation: continuation, fallback: fallback)
                state.cache.began(at: now)
                return .fetches
            }
        }
        switch entry {
        case .waits: break
        case .fetches: Task(executorPreference: executor) { await self.refresh() }
        case .leaves(let result): continuation.resume(with: result)
        }
    }

    private func refresh() async {
        let result = await fetched()
        let waiters = state.withLock { state in
            state.cache.ended(with: try? result.get(), at: now())
            defer { state.waiters = [:] }
            return state.waiters
        }
        for waiter in waiters.values {
            switch (result, waiter.fallback) {
            case (.failure, let fallback?): waiter.continuation.resume(returning: fallback)
            default: waiter.continuation.resume(with: result.mapError { $0 as any Error })
            }
        }
    }

    private func fetched() async -> Result<JWKSet, JWTError> {
        do {
            let bytes = try await fetch()
            guard bytes.count <= configuration.maximumSize else {
                throw JWTError(.keysUnavailable, "The key set is longer than \(configuration.maximumSize) bytes.")
            }
            return .success(
                try JWKSet(parsing: bytes, rsaAlgorithm: configuration.rsaAlgorithm, publicOnly: true)
            )
        } catch {
            return .failure(JWTError(.keysUnavailable, "The key set could not be fetched.", underlying: error))
        }
    }
}
