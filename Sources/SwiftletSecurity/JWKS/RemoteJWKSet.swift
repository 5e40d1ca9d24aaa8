import HTTPTypes
public import SwiftletIO
import Synchronization

/// The JSON Web Key Set of an identity provider, fetched on demand and cached.
///
/// ```swift
/// let keys = try RemoteJWKSet(url: "https://id.example.com/.well-known/jwks.json")
/// let policy = JWTPolicy(issuers: ["https://id.example.com"], audiences: ["users"])
/// let claims = try await RemoteJWTVerifier(keys: keys, policy: policy).verify(token)
/// ```
///
/// The set is fetched for the first token, and again when it is older than its lifetime or a token has a `kid` that is not in
/// it. A minimum interval limits the rate, so that tokens with made-up `kid` values cannot cause constant requests. Concurrent
/// callers share one fetch. While fetching fails, a stale set is used for some time. Secret keys in the set are ignored.
///
/// The instance is the cache: create one per provider, and share it.
public final class RemoteJWKSet: Sendable {
    /// The configuration of fetching and caching.
    public struct Configuration: Sendable {
        /// The time for which a fetched set is fresh.
        ///
        /// Ten minutes by default.
        public var lifetime: Duration = .seconds(600)
        /// The additional time for which a stale set is used while fetching fails.
        ///
        /// One day by default.
        public var staleness: Duration = .seconds(86_400)
        /// The minimum time between fetches.
        ///
        /// 30 seconds by default.
        public var minimumInterval: Duration = .seconds(30)
        /// The minimum time between a failed fetch and the next one while there are no keys.
        ///
        /// One second by default.
        public var retryInterval: Duration = .seconds(1)
        /// The timeout of one fetch.
        ///
        /// Five seconds by default.
        public var timeout: Duration = .seconds(5)
        /// The maximum size of the response, in bytes.
        ///
        /// 256 KiB by default.
        public var maximumSize = 256 * 1024
        /// The algorithm of RSA keys without `alg`.
        ///
        /// RS256 by default.
        public var rsaAlgorithm: JWTAlgorithm = .rs256

        /// Creates the default configuration.
        public init() {}
    }

    /// Returns the JSON text of the set.
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

    /// Creates a set that is fetched from a URL.
    ///
    /// The first fetch happens on demand.
    ///
    /// - Parameters:
    ///   - url: The URL of the set: `https`, or `http` on a loopback address. Redirects are not followed.
    ///   - loop: The event loop of the HTTP client.
    ///   - configuration: The configuration of fetching and caching.
    /// - Throws: `JWTError` with `keysUnavailable` if the URL is not acceptable.
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
                throw JWTError(.keysUnavailable, "The response for the key set has status \(response.status.code).")
            }
            return response.body
        }
    }

    /// Creates a set with a custom fetch function, executor and clock.
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

    /// Returns the keys for verifying a token.
    ///
    /// - Parameter keyID: The `kid` of the token. An unknown one can cause a fetch.
    /// - Returns: The set, which does not necessarily contain the key.
    /// - Throws: `JWTError` with `keysUnavailable` if there are no keys and fetching them fails; `CancellationError` if the
    ///   task is cancelled, which does not cancel a fetch shared with others.
    public func keys(for keyID: String? = nil) async throws -> JWKSet {
        let (decision, id) = state.withLock { state in
            state.lastID += 1
            return (state.cache.decision(for: keyID, at: now()), state.lastID)
        }
        if case .use(let keys) = decision { return keys }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                enqueue(continuation, id: id, keyID: keyID)
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiters.removeValue(forKey: id) }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    private enum Entry {
        case wait
        case fetch
        case finish(Result<JWKSet, any Error>)
    }

    /// Adds the continuation to the waiters, or resumes it if a decision made under the same lock allows it.
    private func enqueue(_ continuation: CheckedContinuation<JWKSet, any Error>, id: UInt64, keyID: String?) {
        let entry = state.withLock { state -> Entry in
            if Task.isCancelled { return .finish(.failure(CancellationError())) }
            let now = now()
            switch state.cache.decision(for: keyID, at: now) {
            case .use(let keys):
                return .finish(.success(keys))
            case .unavailable:
                return .finish(.failure(JWTError(.keysUnavailable, "The last attempt to fetch the key set failed.")))
            case .wait(let fallback):
                state.waiters[id] = Waiter(continuation: continuation, fallback: fallback)
                return .wait
            case .fetch(let fallback):
                state.waiters[id] = Waiter(continuation: continuation, fallback: fallback)
                state.cache.fetchStarted(at: now)
                return .fetch
            }
        }
        switch entry {
        case .wait: break
        case .fetch: Task(executorPreference: executor) { await self.refresh() }
        case .finish(let result): continuation.resume(with: result)
        }
    }

    private func refresh() async {
        let result = await fetched()
        let waiters = state.withLock { state in
            state.cache.fetchFinished(with: try? result.get(), at: now())
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
                throw JWTError(.keysUnavailable, "The key set is larger than \(configuration.maximumSize) bytes.")
            }
            return .success(
                try JWKSet(parsing: bytes, rsaAlgorithm: configuration.rsaAlgorithm, publicOnly: true)
            )
        } catch {
            return .failure(JWTError(.keysUnavailable, "The key set could not be fetched.", underlying: error))
        }
    }
}
