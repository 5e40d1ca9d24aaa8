import Swiftlet
import SwiftletSecurity

/// Limits failed logins, to slow down password guessing.
///
/// | key | per minute | limits |
/// |---|---|---|
/// | network | 20 | one client that tries many names |
/// | name and network | 10 | one client that tries one name |
/// | name and IPv6 site (/48) | 30 | one subscriber that has many networks |
/// | name | 100 | many clients that try one name |
///
/// A single subscriber cannot reach the limit of a name, and so cannot lock out the user elsewhere. Known and unknown names
/// are treated alike.
struct LoginLimiter: Sendable {
    private let byNetwork: RateLimiter
    private let byNameAndNetwork: RateLimiter
    private let byNameAndSite: RateLimiter
    private let byName: RateLimiter

    init(store: any RateLimitStore) {
        func limiter(_ name: String, _ count: Int) -> RateLimiter {
            // Without the database, logins fail anyway.
            RateLimiter(name, RateLimit(count, per: .seconds(60)), store: store, onFailure: .closed)
        }
        byNetwork = limiter("login-network", 20)
        byNameAndNetwork = limiter("login-name-network", 10)
        byNameAndSite = limiter("login-name-site", 30)
        byName = limiter("login-name", 100)
    }

    /// Logs in, unless too many logins have failed.
    ///
    /// The attempt is counted first, so that concurrent ones cannot exceed the limit together, and refunded unless the name or
    /// the password was wrong.
    ///
    /// - Throws: ``HTTPError``, 429, if too many logins have failed; the error of `login`.
    func limit<Result: Sendable>(
        name: String,
        address: String?,
        context: Context,
        login: () async throws -> Result
    ) async throws -> Result {
        var counted: [Counted] = []
        do {
            for (limiter, key) in keys(name: name, address: address) {
                counted.append(
                    Counted(limiter: limiter, key: key, decision: try await limiter.consume(key, context: context))
                )
            }
            let result = try await login()
            await refund(counted, context: context)
            return result
        } catch let error as HTTPError where error.status == .unauthorized {
            throw error
        } catch {
            await refund(counted, context: context)
            throw error
        }
    }

    private func keys(name: String, address: String?) -> [(RateLimiter, key: String)] {
        let name = name.lowercased()
        guard let address else { return [(byName, name)] }
        let network = ClientNetwork.prefix(of: address)
        let site = ClientNetwork.prefix(of: address, groups: 3)
        var keys = [(byNetwork, network), (byNameAndNetwork, network + " " + name)]
        // An IPv4 address has no larger site.
        if site != network { keys.append((byNameAndSite, site + " " + name)) }
        return keys + [(byName, name)]
    }

    private func refund(_ counted: [Counted], context: Context) async {
        for entry in counted { await entry.limiter.refund(entry.decision, of: entry.key, context: context) }
    }

    private struct Counted {
        let limiter: RateLimiter
        let key: String
        let decision: RateLimitDecision?
    }
}
