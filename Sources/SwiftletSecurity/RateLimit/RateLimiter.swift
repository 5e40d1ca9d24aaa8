import FoundationEssentials
import HTTPTypes
public import Swiftlet

/// Counts the requests of a key and rejects those over the limit.
///
/// To limit failures only, as a login does, consume before the work and refund after it has succeeded. Requests that
/// arrive at the same time cannot pass the limit together then, as they could if each were checked first and recorded
/// afterwards:
///
/// ```swift
/// let decision = try await limiter.consume(address, context: context)
/// let user = try await authenticate(form)
/// await limiter.refund(decision, of: address, context: context)
/// ```
public struct RateLimiter: Sendable {
    /// What to do where the state cannot be reached.
    public enum FailurePolicy: Sendable {
        /// Let the request pass, and log it: the service matters more than the limit.
        case open
        /// Answer 503: the limit matters more than the service.
        case closed
    }

    /// How often a key may.
    public let limit: RateLimit
    private let name: String
    private let store: any RateLimitStore
    private let failurePolicy: FailurePolicy

    /// Creates a limiter.
    ///
    /// - Parameters:
    ///   - name: tells its keys from those of other limiters in the same store.
    ///   - limit: how often a key may.
    ///   - store: where the state is kept.
    ///   - failurePolicy: what to do where the state cannot be reached.
    public init(_ name: String, _ limit: RateLimit, store: any RateLimitStore, onFailure failurePolicy: FailurePolicy) {
        self.name = name
        self.limit = limit
        self.store = store
        self.failurePolicy = failurePolicy
    }

    /// Counts one request of a key.
    ///
    /// - Parameters:
    ///   - key: who asks. It is hashed, so that the store holds neither addresses nor names.
    ///   - context: the invocation.
    /// - Returns: what is left, or `nil` where the state could not be reached and the policy is to let pass.
    /// - Throws: ``HTTPError``, 429 with `Retry-After` if it was too much, 503 where the state could not be reached and
    ///   the policy is to refuse.
    @discardableResult
    public func consume(_ key: String, context: Context) async throws -> RateLimitDecision? {
        try await decide(context: context) { now in try await store.decide(try hashed(key), limit, at: now) }
    }

    /// Checks whether a key may make a request now, without counting one.
    ///
    /// Several requests at the same time may all pass the check. Where that matters, use ``consume(_:context:)``.
    ///
    /// - Parameters:
    ///   - key: the client's key, which is hashed.
    ///   - context: the invocation.
    /// - Returns: what is left, or `nil` where the state could not be reached and the policy is to let pass.
    /// - Throws: ``HTTPError``, like ``consume(_:context:)``.
    @discardableResult
    public func check(_ key: String, context: Context) async throws -> RateLimitDecision? {
        try await decide(context: context) { now in try await store.check(try hashed(key), limit, at: now) }
    }

    /// Counts one request of a key, also over the limit, and rejects nothing.
    ///
    /// For what turns out only afterwards to count, such as a failure behind ``check(_:context:)``. A key that is over its
    /// limit is not blocked for longer by this. Where the state cannot be reached, the error is logged.
    ///
    /// - Parameters:
    ///   - key: the client's key, which is hashed.
    ///   - context: the invocation.
    public func record(_ key: String, context: Context) async {
        do {
            try await store.record(try hashed(key), limit, at: Self.microseconds(context: context))
        } catch {
            context.logger.error("The rate limit \(name) could not be recorded: \(error)")
        }
    }

    /// Takes back a request that was consumed and turned out not to count, such as a login that succeeded.
    ///
    /// Only the part that has not been worked off since then is given back, so that a refund never grants more than the
    /// limit. Where the state cannot be reached, the error is logged: the request then stays counted.
    ///
    /// - Parameters:
    ///   - decision: what ``consume(_:context:)`` returned. Nothing is done for `nil`.
    ///   - key: the key it was consumed for.
    ///   - context: the invocation.
    public func refund(_ decision: RateLimitDecision?, of key: String, context: Context) async {
        guard let decision else { return }
        do {
            try await store.refund(decision, of: try hashed(key), limit, at: Self.microseconds(context: context))
        } catch {
            context.logger.warning("The rate limit \(name) could not be refunded: \(error)")
        }
    }

    private func decide(
        context: Context,
        by ask: (_ now: Int64) async throws -> RateLimitDecision
    ) async throws -> RateLimitDecision? {
        let decision: RateLimitDecision
        do {
            decision = try await ask(Self.microseconds(context: context))
        } catch let error as CancellationError {
            throw error
        } catch {
            context.logger.error("The rate limit \(name) could not be checked: \(error)")
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
    /// `RateLimit-Limit`, `-Remaining`, `-Reset` (seconds) and `-Policy`, and `Retry-After` for one that was refused
    /// (draft-ietf-httpapi-ratelimit-headers; RFC 9110, section 10.2.3).
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
