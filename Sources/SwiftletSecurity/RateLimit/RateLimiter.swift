import FoundationEssentials
import HTTPTypes
public import Swiftlet

/// Counts requests per key and rejects those over the limit.
///
/// To limit failures only, as for logins, consume before the work and refund after it has succeeded. Concurrent requests then
/// cannot exceed the limit together, as they could if each were checked first and recorded afterwards:
///
/// ```swift
/// let decision = try await limiter.consume(address, context: context)
/// let user = try await authenticate()
/// await limiter.refund(decision, of: address, context: context)
/// ```
public struct RateLimiter: Sendable {
    /// The behavior if the state is unavailable.
    public enum FailurePolicy: Sendable {
        /// Log the error and allow the request: availability matters more than the limit.
        case open
        /// Reject the request with 503: the limit matters more than availability.
        case closed
    }

    /// The limit per key.
    public let limit: RateLimit
    private let name: String
    private let store: any RateLimitStore
    private let failurePolicy: FailurePolicy

    /// Creates a limiter.
    ///
    /// - Parameters:
    ///   - name: The name, which separates the keys from those of other limiters in the same store.
    ///   - limit: The limit per key.
    ///   - store: The storage of the state.
    ///   - failurePolicy: The behavior if the state is unavailable.
    public init(_ name: String, _ limit: RateLimit, store: any RateLimitStore, onFailure failurePolicy: FailurePolicy) {
        self.name = name
        self.limit = limit
        self.store = store
        self.failurePolicy = failurePolicy
    }

    /// Counts a request, or rejects it if it is over the limit.
    ///
    /// - Parameters:
    ///   - key: The key of the client. It is hashed, so that the store holds no addresses or names.
    ///   - context: The context of the invocation.
    /// - Returns: The decision, or `nil` if the state is unavailable and the policy is ``FailurePolicy/open``.
    /// - Throws: ``HTTPError``, 429 with `Retry-After` over the limit, 503 if the state is unavailable and the policy is
    ///   ``FailurePolicy/closed``.
    @discardableResult
    public func consume(_ key: String, context: Context) async throws -> RateLimitDecision? {
        try await decide(context: context) { now in try await store.decide(try hashed(key), limit, at: now) }
    }

    /// Checks whether a request would be allowed, without counting it.
    ///
    /// Concurrent requests may all pass the check. Use ``consume(_:context:)`` where that matters.
    ///
    /// - Parameters:
    ///   - key: The key of the client, which is hashed.
    ///   - context: The context of the invocation.
    /// - Returns: The decision, or `nil` if the state is unavailable and the policy is ``FailurePolicy/open``.
    /// - Throws: ``HTTPError``, like ``consume(_:context:)``.
    @discardableResult
    public func check(_ key: String, context: Context) async throws -> RateLimitDecision? {
        try await decide(context: context) { now in try await store.check(try hashed(key), limit, at: now) }
    }

    /// Counts a request without rejecting it, even over the limit.
    ///
    /// For requests of which it is known only afterwards whether they count, such as failures after ``check(_:context:)``. A
    /// key over its limit is not blocked for longer by this. If the state is unavailable, the error is logged.
    ///
    /// - Parameters:
    ///   - key: The key of the client, which is hashed.
    ///   - context: The context of the invocation.
    public func record(_ key: String, context: Context) async {
        do {
            try await store.record(try hashed(key), limit, at: Self.microseconds(context: context))
        } catch {
            context.logger.error("Could not record a request for rate limit \(name): \(error)")
        }
    }

    /// Refunds a consumed request that should not count, such as a successful login.
    ///
    /// Only the part that has not drained since then is refunded, so that a refund never grants more than the limit. If the
    /// state is unavailable, the error is logged and the request stays counted.
    ///
    /// - Parameters:
    ///   - decision: The result of ``consume(_:context:)``. `nil` has no effect.
    ///   - key: The key for which the request was consumed.
    ///   - context: The context of the invocation.
    public func refund(_ decision: RateLimitDecision?, of key: String, context: Context) async {
        guard let decision else { return }
        do {
            try await store.refund(decision, of: try hashed(key), limit, at: Self.microseconds(context: context))
        } catch {
            context.logger.warning("Could not refund a request for rate limit \(name): \(error)")
        }
    }

    private func decide(
        context: Context,
        by evaluate: (_ now: Int64) async throws -> RateLimitDecision
    ) async throws -> RateLimitDecision? {
        let decision: RateLimitDecision
        do {
            decision = try await evaluate(Self.microseconds(context: context))
        } catch let error as CancellationError {
            throw error
        } catch {
            context.logger.error("Could not check rate limit \(name): \(error)")
            guard case .open = failurePolicy else {
                throw HTTPError(.serviceUnavailable, "The service is not available. Try again later.")
            }
            return nil
        }
        guard decision.isAllowed else {
            throw HTTPError(.tooManyRequests, "Too Many Requests", headers: decision.headers(limit))
        }
        return decision
    }

    private static func microseconds(context: Context) -> Int64 {
        Int64((context.clock.now().timeIntervalSince1970 * 1_000_000).rounded())
    }

    private func hashed(_ key: String) throws -> String {
        Base64URL.encode(try HashFunction.sha256.digest(of: "\(name):\(key)"))
    }
}

extension RateLimitDecision {
    /// The header fields `RateLimit-Limit`, `-Remaining`, `-Reset` (seconds) and `-Policy`, and `Retry-After` for a rejected
    /// request (draft-ietf-httpapi-ratelimit-headers; RFC 9110, section 10.2.3).
    func headers(_ limit: RateLimit) -> HTTPFields {
        var fields: HTTPFields = [:]
        let values: [(String, String)] = [
            ("RateLimit-Limit", "\(self.limit)"),
            ("RateLimit-Remaining", "\(remaining)"),
            ("RateLimit-Reset", "\(reset.secondsRoundedUp)"),
            ("RateLimit-Policy", "\(limit.count);w=\(limit.period.secondsRoundedUp)"),
        ]
        for (name, value) in values {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        if let retryAfter { fields[.retryAfter] = "\(max(1, retryAfter.secondsRoundedUp))" }
        return fields
    }
}
