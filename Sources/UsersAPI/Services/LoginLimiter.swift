import Swiftlet
import SwiftletSecurity

/// Slows down those who guess passwords: many names from one address, or one name from many addresses.
struct LoginLimiter: Sendable {
    private let byAddress: RateLimiter
    private let byName: RateLimiter

    init(store: any RateLimitStore) {
        // A database that is away fails the login anyhow.
        byAddress = RateLimiter("login-address", RateLimit(20, per: .seconds(60)), store: store, onFailure: .closed)
        byName = RateLimiter("login-name", RateLimit(10, per: .seconds(60)), store: store, onFailure: .closed)
    }

    /// Counts one try.
    ///
    /// - Throws: ``HTTPError``, 429, if it was one too many.
    func count(name: String, address: String?, _ context: Context) async throws {
        if let address { try await byAddress.consume(address, context) }
        try await byName.consume(name.lowercased(), context)
    }
}
