public import Swiftlet

/// Middleware that limits how often a client may ask, and tells it what is left.
///
/// A request over the limit is answered with 429 and `Retry-After`; every other response carries `RateLimit-Limit`,
/// `RateLimit-Remaining` and `RateLimit-Reset`.
public struct RateLimiting: Middleware {
    /// Who is counted.
    public struct Key: Sendable {
        let key: @Sendable (Request) -> String?

        /// The client's address, as the platform knows it.
        ///
        /// Of an IPv6 address the first 64 bits count, which is what one client is given.
        public static let clientAddress = Key { request in
            request.clientAddress.map { ClientNetwork.name($0) }
        }

        /// Anything: a user's id, an API key, a tenant.
        ///
        /// `nil` is not limited.
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
    public let dependencies: [any AnyDependency]

    /// Creates the middleware.
    ///
    /// - Parameters:
    ///   - limiter: how often, and where the state is kept.
    ///   - key: who is counted.
    public init(_ limiter: RateLimiter, by key: Key = .clientAddress) {
        self.limiter = { _ in limiter }
        self.dependencies = []
        self.key = key
    }

    /// Creates the middleware with a limiter that is a dependency, as one is that stands on the app's database.
    ///
    /// - Parameters:
    ///   - limiter: how often, and where the state is kept; `nil` for no limit. It is made once in the life of the process.
    ///   - key: who is counted.
    public init(_ limiter: Dependency<RateLimiter?>, by key: Key = .clientAddress) {
        self.limiter = { try await limiter.instance(context: $0) }
        self.dependencies = [limiter]
        self.key = key
    }

    /// Counts the request, and serves it if it is not too much.
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
