public import Swiftlet

/// Middleware that limits the rate of requests per client.
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
/// A request over the limit is rejected with 429 and `Retry-After`; every other response has the header fields
/// `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset`.
public struct RateLimiting: Middleware {
    /// The key by which requests are counted.
    public struct Key: Sendable {
        let key: @Sendable (Request) -> String?

        /// The client address as reported by the platform.
        ///
        /// IPv6 addresses are counted by their 64-bit prefix, the network of one client.
        public static let clientAddress = Key { request in
            request.clientAddress.map { ClientNetwork.prefix(of: $0) }
        }

        /// A custom key, such as a user id, an API key or a tenant.
        ///
        /// Requests whose key is `nil` are not limited.
        public static func by(_ key: @escaping @Sendable (Request) -> String?) -> Key {
            Key(key: key)
        }

        private init(key: @escaping @Sendable (Request) -> String?) {
            self.key = key
        }
    }

    private let limiter: @Sendable (Context) async throws -> RateLimiter?
    private let key: Key
    /// The limiter, if it is a dependency.
    public let dependencies: [AnyDependency]

    /// Creates the middleware.
    ///
    /// - Parameters:
    ///   - limiter: The limiter.
    ///   - key: The key by which requests are counted.
    public init(_ limiter: RateLimiter, by key: Key = .clientAddress) {
        self.limiter = { _ in limiter }
        self.dependencies = []
        self.key = key
    }

    /// Creates the middleware with a limiter that is a dependency, such as one that stores its state in the app's database.
    ///
    /// - Parameters:
    ///   - limiter: The limiter, or `nil` for no limit. It is resolved once per process.
    ///   - key: The key by which requests are counted.
    public init(_ limiter: Dependency<RateLimiter?>, by key: Key = .clientAddress) {
        self.limiter = { try await limiter.instance(context: $0) }
        self.dependencies = [limiter]
        self.key = key
    }

    /// Counts the request, and passes it on if it is within the limit.
    public func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        guard let key = key.key(request), let limiter = try await limiter(context) else {
            return try await next(request, context)
        }
        let decision = try await limiter.consume(key, context: context)
        var response = try await next(request, context)
        guard let decision else { return response }
        for field in decision.headers(limiter.limit) where !response.headers.contains(field.name) {
            response.headers.append(field)
        }
        return response
    }
}
