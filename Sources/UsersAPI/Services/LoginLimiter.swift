import Swiftlet
import SwiftletSecurity

/// Slows down guessing of passwords: failed logins are limited, successful ones are not.
///
/// | counted by | a minute | against |
/// |---|---|---|
/// | network | 20 | one client that tries many names |
/// | name and network | 10 | one client that tries one name |
/// | name and IPv6 site (/48) | 30 | one subscriber that has many networks |
/// | name | 100 | many clients that try one name |
///
/// One subscriber never reaches the limit of a name, so it cannot keep the user out elsewhere. Known and unknown names are
/// treated alike.
struct LoginLimiter: Sendable {
    private let byNetwork: RateLimiter
    private let byNameAndNetwork: RateLimiter
    private let byNameAndSite: RateLimiter
    private let byName: RateLimiter

    init(store: any RateLimitStore) {
        func limiter(_ name: String, _ count: Int) -> RateLimiter {
            // Without the database there is no login either.
            RateLimiter(name, RateLimit(count, per: .seconds(60)), store: store, onFailure: .closed)
        }
        byNetwork = limiter("login-network", 20)
        byNameAndNetwork = limiter("login-name-network", 10)
        byNameAndSite = limiter("login-name-site", 30)
        byName = limiter("login-name", 100)
    }

    /// Logs in, unless too many logins have failed.
    ///
    /// The try is counted before, so that simultaneous ones cannot pass the limit together, and taken back unless the name
    /// or the password was wrong.
    ///
    /// - Throws: ``HTTPError``, 429, if too many have failed; what `login` throws.
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
            await takeBack(counted, context: context)
            return result
        } catch let error as HTTPError where error.status == .unauthorized {
            throw error
        } catch {
            await takeBack(counted, context: context)
            throw error
        }
    }

    private func keys(name: String, address: String?) -> [(RateLimiter, key: String)] {
        let name = name.lowercased()
        guard let address else { return [(byName, name)] }
        let network = ClientNetwork.name(address)
        let site = ClientNetwork.name(address, groups: 3)
        var keys = [(byNetwork, network), (byNameAndNetwork, network + " " + name)]
        // An IPv4 address is its own site.
        if site != network { keys.append((byNameAndSite, site + " " + name)) }
        return keys + [(byName, name)]
    }

    private func takeBack(_ counted: [Counted], context: Context) async {
        for entry in counted { await entry.limiter.refund(entry.decision, of: entry.key, context: context) }
    }

    private struct Counted {
        let limiter: RateLimiter
        let key: String
        let decision: RateLimitDecision?
    }
}
