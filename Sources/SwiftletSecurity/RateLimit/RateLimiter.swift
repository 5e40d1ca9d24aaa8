import FoundationEssentials
import HTTPTypes
public import Swiftlet

/// Counts what a key does, and refuses what is too much.
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
    public func consume(_ key: String, _ context: Context) async throws -> RateLimitDecision? {
        let decision: RateLimitDecision
        do {
            let now = Int64((context.clock.now().timeIntervalSince1970 * 1_000_000).rounded())
            decision = try await store.decide(try hashed(key), limit, at: now)
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
